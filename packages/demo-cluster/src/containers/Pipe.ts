import type { Descriptor } from './Descriptor.ts'
import { Changes } from './Wait.ts'

/** As much as Linux keeps in a pipe before a writer waits. */
const CAPACITY = 65_536

/** A pipe: what goes in at one end comes out at the other. At its end when nobody holds the writing end, broken when nobody holds the reading one. */
export class Pipe {
  #text = ''
  #readers = 0
  #writers = 0
  readonly #changes = new Changes()

  readonly reading: Descriptor
  readonly writing: Descriptor

  constructor() {
    const shared = { changed: this.#changes.wait, isFull: () => this.#text.length >= CAPACITY && this.#readers > 0 }
    this.reading = {
      ...shared,
      read: (line) => this.#read(line === true),
      write: () => {},
      isBroken: () => true,
      hold: () => {
        this.#readers++
      },
      close: () => {
        this.#readers--
        this.#changes.tell()
      },
    }
    this.writing = {
      ...shared,
      read: () => null,
      write: (text) => {
        this.#text += text
        this.#changes.tell()
      },
      isBroken: () => this.#readers <= 0,
      hold: () => {
        this.#writers++
      },
      close: () => {
        this.#writers--
        this.#changes.tell()
      },
    }
  }

  #read(line: boolean): string | null | undefined {
    const isOpen = this.#writers > 0
    const newline = this.#text.indexOf('\n') + 1
    if (this.#text === '' || (line && newline === 0 && isOpen && this.#text.length < CAPACITY)) return isOpen ? undefined : null
    const taken = line && newline > 0 ? this.#text.slice(0, newline) : this.#text
    this.#text = this.#text.slice(taken.length)
    this.#changes.tell()
    return taken
  }
}
