import {
  type CommandInput,
  type CommandName,
  type CommandOutput,
  codecs,
  type Outcome,
  ServerFrame,
  type TopicName,
  type TopicParams,
  type TopicRow,
} from '@binnacle/shared'
import { WebSocket } from 'ws'
import type { BinnacleServer } from '../bench/BinnacleServer.ts'

/** A client of the live protocol without a page: what a tab would hold, and what a tab may ask for. */
export class LiveRows {
  readonly #origin: string
  readonly #bearer: string
  readonly #context: string
  readonly #sockets: WebSocket[] = []

  constructor({ origin, bearer }: Pick<BinnacleServer, 'origin' | 'bearer'>, context: string) {
    this.#origin = origin
    this.#bearer = bearer
    this.#context = context
  }

  async command<N extends CommandName>(name: N, input: CommandInput<N>): Promise<Outcome<CommandOutput<N>>> {
    const answer = await this.#post(`/api/c/${encodeURIComponent(this.#context)}/commands/${name}`, input)
    return answer as Outcome<CommandOutput<N>> // the BFF answers a command with its own output
  }

  /** The rows of a topic, as they come and go. */
  async rows<N extends TopicName>(topic: N, params: TopicParams<N>): Promise<ReadonlyMap<number, TopicRow<N>>> {
    const { ticket } = (await this.#post('/api/ticket', { context: this.#context })) as { ticket: string } // the answer of our own route
    const socket = new WebSocket(`${this.#origin.replace('http', 'ws')}/api/live`, ['binnacle', `ticket.${ticket}`], { origin: this.#origin })
    this.#sockets.push(socket)
    const rows = new Map<number, TopicRow<N>>()
    socket.on('open', () => socket.send(JSON.stringify({ type: 'subscribe', sub: 1, topic, context: this.#context, params })))
    await new Promise<void>((whole, failed) => {
      socket.on('error', failed)
      socket.on('close', () => failed(new Error('the socket was closed')))
      socket.on('message', (data: Buffer) => {
        const frame = ServerFrame.parse(JSON.parse(String(data)))
        if (frame.type === 'refused') failed(new Error(JSON.stringify(frame)))
        if (frame.type === 'snapshot' && frame.chunk === 0) rows.clear()
        apply(topic, rows, frame)
        if (frame.type === 'snapshot' && frame.last) whole()
      })
    })
    return rows
  }

  close(): void {
    for (const socket of this.#sockets) socket.terminate()
  }

  async #post(path: string, body: unknown): Promise<unknown> {
    const headers = { authorization: `Bearer ${this.#bearer}`, 'content-type': 'application/json', origin: this.#origin }
    return (await fetch(this.#origin + path, { method: 'POST', headers, body: JSON.stringify(body) })).json()
  }
}

function apply<N extends TopicName>(topic: N, rows: Map<number, TopicRow<N>>, frame: ServerFrame): void {
  const codec = codecs[topic]
  const added = frame.type === 'snapshot' ? frame.rows : frame.type === 'delta' ? frame.add : undefined
  for (const { id, row } of added ? (codec.rows(added) ?? fail()) : []) rows.set(id, row)
  if (frame.type !== 'delta') return
  for (const change of frame.set ?? []) {
    const id = Number(change[0])
    const before = rows.get(id) ?? fail()
    rows.set(id, codec.changed(before, change) ?? fail())
  }
  for (const id of frame.del ?? []) rows.delete(id)
}

function fail(): never {
  throw new Error('a frame that no row was made of')
}
