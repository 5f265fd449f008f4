/** Where an address is kept: the browser's history, or a list in a test. */
export type AddressSource = {
  read(): string
  push(href: string): void
  replace(href: string): void
  /** Told when the reader went back or forward. */
  onPop(listener: () => void): void
  step(steps: number): void
}

/** The path and search of the page, as one text that changes and says so. `go` tells listeners too; the same address again is no step. */
export class Address {
  readonly #source: AddressSource
  readonly #listeners = new Set<() => void>()

  constructor(source: AddressSource) {
    this.#source = source
    source.onPop(() => this.#tell())
  }

  get = (): string => this.#source.read()

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  go(href: string, { replace = false }: { replace?: boolean } = {}): void {
    if (href === this.get()) return
    if (replace) this.#source.replace(href)
    else this.#source.push(href)
    this.#tell()
  }

  back(): void {
    this.#source.step(-1)
  }

  forward(): void {
    this.#source.step(1)
  }

  #tell(): void {
    for (const listener of this.#listeners) listener()
  }
}

export function browserAddress(): Address {
  return new Address({
    read: () => location.pathname + location.search,
    push: (href) => history.pushState(null, '', href),
    replace: (href) => history.replaceState(null, '', href),
    onPop: (listener) => window.addEventListener('popstate', listener),
    step: (steps) => history.go(steps),
  })
}

/** An address without a browser. */
export function memoryAddress(start: string): Address {
  const entries = [start]
  let at = 0
  let popped = () => undefined as void
  return new Address({
    read: () => entries[at] ?? start,
    push: (href) => {
      entries.splice(++at, entries.length, href)
    },
    replace: (href) => {
      entries[at] = href
    },
    onPop: (listener) => {
      popped = listener
    },
    step: (steps) => {
      at = Math.max(0, Math.min(entries.length - 1, at + steps))
      popped()
    },
  })
}
