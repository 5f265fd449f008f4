import type { Clock, PodRow, TopicParams } from '@binnacle/shared'
import type { LiveTopic } from '../../../apps/web/src/topics/Live.ts'
import { LiveSocket } from '../../../apps/web/src/topics/LiveSocket.ts'
import type { Random } from './Random.ts'
import { SocketPair } from './SocketPair.ts'

/** What a table shows: the pods of namespaces, or of a Deployment. */
export type Asked =
  | { readonly name: 'pods'; readonly params: TopicParams<'pods'> }
  | { readonly name: 'deployments.pods'; readonly params: TopicParams<'deployments.pods'> }

/** A table that is open: what it heard in batches must be what the collection holds. */
export type OpenTable = {
  readonly asked: Asked
  readonly topic: LiveTopic<'pods'> | LiveTopic<'deployments.pods'>
  readonly mirror: Map<string, PodRow>
  close(): void
}

export type BrowserOptions = { readonly clock: Clock; readonly random: Random; readonly dial: (pair: SocketPair) => boolean; readonly skew: number }

/** One tab: a LiveSocket whose wire, frames and visibility are moved by hand. */
export class Browser {
  readonly socket: LiveSocket
  readonly tables: OpenTable[] = []
  readonly problems: string[] = []
  pair: SocketPair | null = null
  /** A browser that takes nothing from the wire. */
  paused = false
  readonly #frames: (() => void)[] = []
  readonly #look = new Set<() => void>()
  #hidden = false

  constructor({ clock, random, dial, skew }: BrowserOptions) {
    this.socket = new LiveSocket({
      build: 'b',
      clock: { now: () => clock.now() + skew, after: (ms, run) => clock.after(ms, run) },
      random: random.next,
      schedule: (run) => this.#frames.push(run),
      fetchTicket: () => Promise.resolve({ state: 'ticket', ticket: 't' }),
      connect: (_ticket, events) => {
        const pair = new SocketPair(events)
        this.pair = pair
        if (!dial(pair)) pair.cut()
        return pair
      },
      surroundings: {
        hidden: () => this.#hidden,
        subscribe: (listener) => {
          this.#look.add(listener)
          return () => this.#look.delete(listener)
        },
      },
    })
  }

  get hidden(): boolean {
    return this.#hidden
  }

  hide(hidden: boolean): void {
    this.#hidden = hidden
    for (const look of this.#look) look()
  }

  open(context: string, asked: Asked): void {
    const { socket } = this
    const topic = asked.name === 'pods' ? socket.topic('pods', context, asked.params) : socket.topic('deployments.pods', context, asked.params)
    const mirror = new Map([...topic.collection.values()].map((row) => [row.uid, row]))
    const stopTopic = topic.subscribe(() => undefined)
    const stopRows = topic.collection.subscribe((batch) => {
      for (const row of batch.set) {
        const before = mirror.get(row.uid)
        if (before && JSON.stringify(before) === JSON.stringify(row)) this.problems.push(`an equal row of ${row.uid} changed its identity`)
        mirror.set(row.uid, row)
      }
      for (const row of batch.removed) if (!mirror.delete(row.uid)) this.problems.push(`${row.uid} was removed and not there`)
    })
    const table: OpenTable = {
      asked,
      topic,
      mirror,
      close: () => {
        stopTopic()
        stopRows()
        this.tables.splice(this.tables.indexOf(table), 1)
      },
    }
    this.tables.push(table)
  }

  /** The user wants to be sure. */
  resync(random: Random): void {
    const table = random.pick(this.tables)
    if (table && this.pair) this.pair.faultless = false
    void table?.topic.resync()
  }

  /** Paints: everything scheduled runs. */
  paint(): void {
    for (const run of this.#frames.splice(0)) run()
  }

  get painted(): boolean {
    return this.#frames.length === 0
  }

  close(): void {
    for (const table of this.tables.slice()) table.close()
    this.socket.close()
  }
}
