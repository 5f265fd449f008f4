import type { CommandInput, CommandName, CommandOutput, TopicName, TopicParams, TopicRow } from '@binnacle/shared'
import type { Live } from '../topics/Live.ts'

/** What was sent and what was answered. */
export type Sent<N extends CommandName> = { readonly input: CommandInput<N>; readonly output: CommandOutput<N> }

/** What the watch shows of an action: nothing yet, that the cluster has it, that it is true, or that its object is no more. */
export type Sight = { readonly step: 'unseen' | 'seen' | 'done' | 'gone'; readonly progress: string | null }

/** The watch behind one action. Rows are looked at when `look` is called; `subscribe` keeps the topic watched and says when looking is worth it. */
export type Watching<N extends CommandName> = {
  subscribe(listener: () => void): () => void
  look(sent: Sent<N>): Sight
  resync(): void
}

/** How the watch shows that a command was seen and done. */
export type Follow<N extends CommandName> = (live: Live, context: string, input: CommandInput<N>) => Watching<N>

type Spec<N extends CommandName, T extends TopicName> = {
  readonly topic: T
  readonly params: (input: CommandInput<N>) => TopicParams<T>
  readonly uid: (input: CommandInput<N>, output: CommandOutput<N>) => string
  readonly seen: (row: TopicRow<T>, sent: Sent<N>) => boolean
  /** `gone`: done is when the object is no more. */
  readonly done: 'gone' | ((row: TopicRow<T>, sent: Sent<N>) => boolean)
  /** Where the object may leave by itself when it is done. */
  readonly mayLeave?: boolean
  /** The object begins with the action: a watch that was there before cannot know it, however live it is. */
  readonly arrives?: boolean
  readonly progress?: (row: TopicRow<T>, sent: Sent<N>) => string | null
}

/** An action followed by one row of a topic. */
export function follow<N extends CommandName, T extends TopicName>({
  topic,
  params,
  uid,
  seen,
  done,
  progress,
  mayLeave = done === 'gone',
  arrives = false,
}: Spec<N, T>): Follow<N> {
  return (live, context, input) => {
    const watched = live.topic(topic, context, params(input))
    const { collection } = watched
    let known = false
    return {
      resync: () => void watched.resync(),
      subscribe: (listener) => {
        const ends = [watched.subscribe(listener), collection.subscribe(listener)]
        return () => ends.forEach((end) => end())
      },
      look: (sent) => {
        const row = collection.get(uid(input, sent.output))
        if (row === undefined) {
          // Rows that have not arrived yet are not gone.
          if (!known && (arrives || watched.get().state.state !== 'live')) return { step: 'unseen', progress: null }
          return { step: mayLeave ? 'done' : 'gone', progress: null }
        }
        known = true
        const now = progress?.(row, sent) ?? null
        if (!seen(row, sent)) return { step: 'unseen', progress: null }
        return { step: done !== 'gone' && done(row, sent) ? 'done' : 'seen', progress: now }
      },
    }
  }
}
