/** Hands out the addresses of one node's pods, 10.244.N.2 onwards, the longest unused first, as the host-local plugin does. */
export class PodAddresses {
  readonly #prefix: string
  readonly #base: number
  readonly #taken = new Set<number>()
  #last = 1

  /** `subnet` is the node's podCIDR, a /24 or wider. */
  constructor(subnet: string) {
    this.#prefix = subnet.split('.').slice(0, 2).join('.')
    const third = Number(subnet.split('.')[2])
    this.#base = third * 256
  }

  /** More pods than a /24 has room for go on in the next one: what only large demonstrations see. */
  take(): string {
    do this.#last = this.#last >= 65_000 ? 2 : this.#last + 1
    while (this.#taken.has(this.#last) || this.#last % 256 === 255 || this.#last % 256 === 0)
    this.#taken.add(this.#last)
    return this.#ip(this.#last)
  }

  /** An address that a pod has had since before this kubelet started. */
  keep(ip: string): void {
    const [, , third = '0', fourth = '0'] = ip.split('.')
    const number = Number(third) * 256 + Number(fourth) - this.#base
    this.#taken.add(number)
    this.#last = Math.max(this.#last, number)
  }

  release(ip: string): void {
    const [, , third = '0', fourth = '0'] = ip.split('.')
    this.#taken.delete(Number(third) * 256 + Number(fourth) - this.#base)
  }

  #ip(number: number): string {
    const at = this.#base + number
    return `${this.#prefix}.${Math.trunc(at / 256)}.${at % 256}`
  }
}
