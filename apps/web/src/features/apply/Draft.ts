/** sessionStorage, or what stands in for it. */
export type DraftStorage = { getItem(key: string): string | null; setItem(key: string, value: string): void; removeItem(key: string): void }

const KEY = 'binnacle.apply'
/** More than this is kept while the page lives and not beyond a reload: a browser has 5 MB for everything. */
const MAX_STORED = 1_000_000

/**
 * What was typed: it outlives errors, other pages and a reload of this tab. A text that may hold a Secret is never stored: it is kept while the page lives. Anything that looks
 * like one counts.
 */
export class Draft {
  readonly #storage: DraftStorage
  readonly #listeners = new Set<() => void>()
  #text: string

  constructor(storage: DraftStorage) {
    this.#storage = storage
    this.#text = attempt(() => storage.getItem(KEY)) ?? ''
  }

  get = (): string => this.#text

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  set(text: string): void {
    if (text === this.#text) return
    this.#text = text
    if (text === '' || text.length > MAX_STORED || mayHoldSecret(text)) attempt(() => this.#storage.removeItem(KEY))
    else attempt(() => this.#storage.setItem(KEY, text))
    for (const listener of this.#listeners) listener()
  }
}

/** `kind: Secret` in any spelling of YAML or JSON, escapes included, and anything else that calls itself secret. */
export function mayHoldSecret(text: string): boolean {
  return /secret|stringdata|\\u00|\\x|\\U/i.test(text)
}

function attempt<T>(what: () => T): T | null {
  try {
    return what()
  } catch {
    // A browser that stores nothing: then the text ends with the page.
    return null
  }
}
