import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

type Weather = 'clear' | 'slow' | 'held' | 'refused'

/** A link to an apiserver that can be made bad: bytes late, bytes held back while the connections stay, connections reset and refused. */
export class CutLink {
  readonly #to: URL
  readonly #server = createServer((socket) => this.#carry(socket))
  readonly #sockets = new Set<Socket>()
  readonly #held: (() => void)[] = []
  #weather: Weather = 'clear'
  /** How late each chunk comes, one way (ms), while the link is slow. */
  readonly #late: number

  constructor(to: string, late: number) {
    this.#to = new URL(to)
    this.#late = late
  }

  async open(): Promise<string> {
    await new Promise<void>((listening) => this.#server.listen(0, '127.0.0.1', listening))
    // The border: a server that listens on TCP has such an address.
    const { port } = this.#server.address() as AddressInfo
    return `${this.#to.protocol}//127.0.0.1:${port}`
  }

  /** `refused` also resets what is open; leaving `held` lets through what was held. */
  set(weather: Weather): void {
    this.#weather = weather
    if (weather === 'refused') this.#reset()
    if (weather !== 'held') for (const send of this.#held.splice(0)) send()
  }

  close(): void {
    this.#reset()
    this.#server.close()
  }

  #reset(): void {
    this.#held.length = 0
    for (const socket of this.#sockets) socket.resetAndDestroy()
  }

  #carry(near: Socket): void {
    if (this.#weather === 'refused') {
      near.resetAndDestroy()
      return
    }
    const far = connect({ host: this.#to.hostname, port: Number(this.#to.port) })
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      this.#sockets.add(from)
      from.on('data', (chunk) => this.#later(() => to.write(chunk)))
      from.on('end', () => this.#later(() => to.end()))
      from.on('error', () => to.destroy())
      from.on('close', () => {
        this.#sockets.delete(from)
        if (this.#weather === 'clear') to.destroy()
      })
    }
  }

  #later(send: () => void): void {
    if (this.#weather === 'held') this.#held.push(send)
    else if (this.#weather === 'slow') setTimeout(() => (this.#weather === 'held' ? this.#held.push(send) : send()), this.#late)
    else send()
  }
}
