/** Bytes put one after another without a new allocation for each piece. `bytes()` is valid until the next `push` or `clear`. */
export class GrowingBuffer {
  #held = Buffer.alloc(0)
  #length = 0

  get length(): number {
    return this.#length
  }

  push(bytes: Uint8Array, from = 0, to = bytes.length): void {
    const length = this.#length + to - from
    if (length > this.#held.length) {
      const grown = Buffer.allocUnsafe(Math.max(length, 2 * this.#held.length, 1024))
      grown.set(this.#held.subarray(0, this.#length))
      this.#held = grown
    }
    this.#held.set(bytes.subarray(from, to), this.#length)
    this.#length = length
  }

  bytes(): Buffer {
    return this.#held.subarray(0, this.#length)
  }

  dropFirst(count: number): void {
    this.#held.copyWithin(0, count, this.#length)
    this.#length -= count
  }

  clear(): void {
    this.#length = 0
    // One huge object must not pin its memory for the life of a watch.
    if (this.#held.length > KEPT_BYTES) this.#held = Buffer.alloc(0)
  }
}

const KEPT_BYTES = 256 * 1024
