import { GrowingBuffer } from './GrowingBuffer.ts'

const HEAD_BYTES = 4
/** More than any object that an apiserver takes (3 MiB), wrapped in an event. */
const MAX_FRAME_BYTES = 16 * 1024 * 1024

/** Cuts a byte stream into frames with a big-endian length before each, whatever the chunks. The bytes of a frame are the listener's only until it returns. */
export class Frames {
  readonly #onFrame: (frame: Buffer) => void
  readonly #rest = new GrowingBuffer()
  #tooLong = false

  constructor(onFrame: (frame: Buffer) => void) {
    this.#onFrame = onFrame
  }

  push(bytes: Buffer): void {
    if (this.#tooLong) return
    const held = this.#rest.length > 0
    if (held) this.#rest.push(bytes)
    const all = held ? this.#rest.bytes() : bytes
    const done = this.#through(all)
    if (!held) this.#rest.push(all, done)
    else if (done === all.length) this.#rest.clear()
    else this.#rest.dropFirst(done)
  }

  /** A frame longer than any object: nothing after it can be trusted. */
  get broken(): boolean {
    return this.#tooLong
  }

  /** Did the stream end within a frame, or hold one longer than any object? Then something of it is lost. */
  get cut(): boolean {
    return this.#tooLong || this.#rest.length > 0
  }

  #through(bytes: Buffer): number {
    let at = 0
    while (bytes.length - at >= HEAD_BYTES) {
      const size = bytes.readUInt32BE(at)
      if (size > MAX_FRAME_BYTES) {
        this.#tooLong = true
        return bytes.length
      }
      const end = at + HEAD_BYTES + size
      if (end > bytes.length) return at
      this.#onFrame(bytes.subarray(at + HEAD_BYTES, end))
      at = end
    }
    return at
  }
}
