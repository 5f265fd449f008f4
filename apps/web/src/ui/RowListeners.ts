/** Who wants to hear of which change of a table. */
export class RowListeners {
  readonly #order = new Set<() => void>()
  readonly #values = new Set<() => void>()
  readonly #rows = new Map<string, Set<() => void>>()

  onOrder(listener: () => void): () => void {
    this.#order.add(listener)
    return () => this.#order.delete(listener)
  }

  onValues(listener: () => void): () => void {
    this.#values.add(listener)
    return () => this.#values.delete(listener)
  }

  onRow(uid: string, listener: () => void): () => void {
    const listeners = this.#rows.get(uid) ?? new Set()
    this.#rows.set(uid, listeners.add(listener))
    return () => {
      listeners.delete(listener)
      if (listeners.size === 0 && this.#rows.get(uid) === listeners) this.#rows.delete(uid)
    }
  }

  order(): void {
    for (const listener of this.#order) listener()
  }

  values(): void {
    for (const listener of this.#values) listener()
  }

  row(uid: string): void {
    for (const listener of this.#rows.get(uid) ?? []) listener()
  }
}
