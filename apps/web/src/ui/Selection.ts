/** Chosen rows, by uid. */
export class Selection {
  readonly #chosen = new Set<string>()
  readonly #listeners = new Set<() => void>()
  #anchor: string | null = null
  #version = 0

  get size(): number {
    return this.#chosen.size
  }
  get version(): number {
    return this.#version
  }
  /** The row that a range starts from. */
  get anchor(): string | null {
    return this.#anchor
  }

  has(uid: string): boolean {
    return this.#chosen.has(uid)
  }

  uids(): string[] {
    return [...this.#chosen]
  }

  toggle(uid: string): void {
    if (!this.#chosen.delete(uid)) this.#chosen.add(uid)
    this.#anchor = uid
    this.#tell()
  }

  add(uids: readonly string[]): void {
    for (const uid of uids) this.#chosen.add(uid)
    this.#tell()
  }

  clear(): void {
    if (this.#chosen.size === 0) return
    this.#chosen.clear()
    this.#anchor = null
    this.#tell()
  }

  /** Lets go of rows that are no more. */
  keep(exists: (uid: string) => boolean): void {
    const lost = [...this.#chosen].filter((uid) => !exists(uid))
    for (const uid of lost) this.#chosen.delete(uid)
    if (lost.length > 0) this.#tell()
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  #tell(): void {
    this.#version += 1
    for (const listener of this.#listeners) listener()
  }
}
