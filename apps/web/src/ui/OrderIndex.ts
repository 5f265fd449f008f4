const FIRST_CAPACITY = 64

/**
 * Slots in the order that a comparison gives them, in one Int32Array: a place is found in log n steps and a slot moved with one
 * copyWithin. The comparison must be total (never 0 for two slots) and must not change for a slot that is inside: take it out first.
 */
export class OrderIndex {
  #slots = new Int32Array(FIRST_CAPACITY)
  #length = 0
  readonly #compare: (a: number, b: number) => number

  constructor(compare: (a: number, b: number) => number) {
    this.#compare = compare
  }

  get length(): number {
    return this.#length
  }

  at(position: number): number {
    return position < this.#length ? (this.#slots[position] ?? -1) : -1
  }

  /** Where the slot is, -1 when it is not inside. */
  find(slot: number): number {
    const position = this.#lowerBound(slot)
    return this.at(position) === slot ? position : -1
  }

  insert(slot: number): void {
    const position = this.#lowerBound(slot)
    this.#reserve(this.#length + 1)
    this.#slots.copyWithin(position + 1, position, this.#length)
    this.#slots[position] = slot
    this.#length += 1
  }

  /** False when the slot was not inside. */
  remove(slot: number): boolean {
    const position = this.find(slot)
    if (position < 0) return false
    this.#slots.copyWithin(position, position + 1, this.#length)
    this.#length -= 1
    return true
  }

  /** Takes out every slot of `gone` and puts in those of `come` in one pass: the way for many at once. */
  merge(gone: ReadonlySet<number>, come: readonly number[]): void {
    const added = [...come].sort(this.#compare)
    const merged = new Int32Array(Math.max(FIRST_CAPACITY, nextPower(this.#length + added.length)))
    let length = 0
    let next = 0
    for (let position = 0; position < this.#length; position++) {
      const slot = this.#slots[position] ?? -1
      if (gone.has(slot)) continue
      for (let candidate = added[next]; candidate !== undefined && this.#compare(candidate, slot) < 0; candidate = added[next]) {
        merged[length++] = candidate
        next += 1
      }
      merged[length++] = slot
    }
    for (; next < added.length; next++) merged[length++] = added[next] ?? -1
    this.#slots = merged
    this.#length = length
  }

  rebuild(slots: readonly number[]): void {
    this.#length = 0
    this.merge(new Set(), slots)
  }

  #lowerBound(slot: number): number {
    let low = 0
    let high = this.#length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.#compare(this.#slots[middle] ?? -1, slot) < 0) low = middle + 1
      else high = middle
    }
    return low
  }

  #reserve(length: number): void {
    if (length <= this.#slots.length) return
    const grown = new Int32Array(nextPower(length))
    grown.set(this.#slots)
    this.#slots = grown
  }
}

function nextPower(length: number): number {
  return 2 ** Math.ceil(Math.log2(Math.max(2, length)))
}
