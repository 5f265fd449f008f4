import type { Clock, StreamParams, TopicName, TopicParams } from '@binnacle/shared'
import type { Live, LiveTopic, LogView, Observable } from './Live.ts'
import type { LinkView } from './PageState.ts'

/** What asking for a ticket gave: 401 means that nobody is signed in, anything else that did not work is tried again. */
export type Ticket = { readonly state: 'ticket'; readonly ticket: string } | { readonly state: 'signed out' } | { readonly state: 'failed' }

/** A WebSocket as LiveSocket needs it. After `close` no event may come. */
export type Wire = { send(text: string): void; close(): void }
export type WireEvents = { opened(): void; text(text: string): void; closed(): void }

/** What the machine and the tab tell: is the page hidden, did the network come back. */
export type Surroundings = { hidden(): boolean; subscribe(listener: () => void): () => void }

export type LiveSocketOptions = {
  readonly build: string
  readonly clock: Clock
  random(): number
  /** Runs before the next painted frame. */
  schedule(run: () => void): void
  fetchTicket(): Promise<Ticket>
  connect(ticket: string, events: WireEvents): Wire
  readonly surroundings: Surroundings
}

export class LiveSocket implements Live {
  readonly link: Observable<LinkView>

  constructor(options: LiveSocketOptions) {
    void options
    throw new Error('not built yet')
  }

  serverNow(): number {
    throw new Error('not built yet')
  }

  topic<N extends TopicName>(topic: N, context: string, params: TopicParams<N>): LiveTopic<N> {
    throw new Error(`not built yet: ${topicOf(topic, context, params)}`)
  }

  logs(context: string, params: StreamParams<'pods.logs'>): Observable<LogView> {
    throw new Error(`not built yet: ${topicOf('pods.logs', context, params)}`)
  }

  connectNow(): void {
    throw new Error('not built yet')
  }

  /** Ends everything; nothing reconnects after it. */
  close(): void {
    throw new Error('not built yet')
  }
}

const topicOf = (...what: unknown[]): string => JSON.stringify(what)
