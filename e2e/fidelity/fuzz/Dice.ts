/** Chance that can be had again: the same seed throws the same. */
export class Dice {
  #state: number

  constructor(seed: number) {
    this.#state = (seed * 2_654_435_761) >>> 0
  }

  below(end: number): number {
    this.#state = (Math.imul(this.#state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((this.#state / 4_294_967_296) * end)
  }

  /** True once in `of` times. */
  once(of: number): boolean {
    return this.below(of) === 0
  }

  one<Value>(values: readonly [Value, ...Value[]]): Value {
    return values[this.below(values.length)] ?? values[0]
  }

  /** Some of them, in a new order. */
  some<Value>(values: readonly Value[]): readonly Value[] {
    const left = values.filter(() => this.once(2))
    return left
      .map((value) => ({ value, at: this.below(1000) }))
      .sort((a, b) => a.at - b.at)
      .map(({ value }) => value)
  }
}
