/** Letters and digits of generated names, as Kubernetes chooses them: nothing that spells a word or reads as another. */
const SAFE = 'bcdfghjklmnpqrstvwxz2456789'

const HEX = '0123456789abcdef'

/** The only source of chance in the cluster: the same seed gives the same cluster. */
export class Random {
  #state: number

  constructor(seed: number) {
    this.#state = seed >>> 0
  }

  /** At least 0, below 1 (mulberry32). */
  fraction(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0
    let t = this.#state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }

  /** A whole number from 0 to below `end`. */
  below(end: number): number {
    return Math.floor(this.fraction() * end)
  }

  /** A version 4 UUID, as the apiserver gives uids. */
  uid(): string {
    let hex = ''
    for (let index = 0; index < 32; index++) hex += HEX.charAt(index === 12 ? 4 : index === 16 ? 8 + this.below(4) : this.below(16))
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
  }

  /** The end of a generated name. */
  suffix(length = 5): string {
    return Array.from({ length }, () => SAFE[this.below(SAFE.length)]).join('')
  }

  /** Hexadecimal digits: ids of containers and images. */
  hex(length: number): string {
    let hex = ''
    for (let index = 0; index < length; index++) hex += HEX.charAt(this.below(16))
    return hex
  }
}
