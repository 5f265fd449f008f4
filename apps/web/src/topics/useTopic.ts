import { type TopicName, type TopicParams, type TopicRow, topicKey } from '@binnacle/shared'
import { useMemo, useSyncExternalStore } from 'react'
import { Collection } from './Collection.ts'
import type { LiveTopic } from './Live.ts'
import { useLive } from './LiveContext.tsx'
import type { TopicView } from './PageState.ts'

export type Topic<N extends TopicName> = TopicView & Pick<LiveTopic<N>, 'collection' | 'resync' | 'retry'>

/** Watches a topic while the component is mounted. With null params nothing is watched and the collection is empty. Renders when the view changes, not when rows do. */
export const useTopic = <N extends TopicName>(name: N, params: TopicParams<N> | null): Topic<N> => {
  const { socket, context } = useLive()
  const key = params === null ? null : topicKey(name, context, params)
  // eslint-disable-next-line react/exhaustive-deps -- the key stands for name, context and params
  const topic = useMemo(() => (params === null ? nothing<N>() : socket.topic(name, context, params)), [socket, key])
  const view = useSyncExternalStore(topic.subscribe, topic.get)
  return useMemo(() => ({ ...view, collection: topic.collection, resync: topic.resync, retry: topic.retry }), [view, topic])
}

const nothingYet: TopicView = { state: { state: 'first paint' }, parts: [], hidden: [], skipped: 0, otherClusters: 0 }

const nothing = <N extends TopicName>(): LiveTopic<N> => ({
  collection: new Collection<TopicRow<N>>(() => undefined),
  get: () => nothingYet,
  subscribe: () => () => undefined,
  resync: () => Promise.resolve(0),
  retry: () => undefined,
})
