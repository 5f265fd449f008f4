import type { TopicName } from '@binnacle/shared'
import { useView } from '../../paths.ts'
import { type Topic, useTopic } from '../../topics/useTopic.ts'
import { pageList } from './pageList.tsx'

/** The view of the topic that the open page shows; watched by the page too, so this costs nothing. */
export function usePageTopic(): Pick<Topic<TopicName>, 'state' | 'parts' | 'otherClusters' | 'retry'> & { topic: TopicName; holdsRows: boolean } {
  const { namespaces, page } = useView()
  const topic = pageList.find((entry) => entry.page === page)?.topic ?? 'pods'
  const pods = useTopic('pods', topic === 'pods' ? { namespaces } : null)
  const events = useTopic('events', topic === 'events' ? { namespaces } : null)
  const nodes = useTopic('nodes', topic === 'nodes' ? {} : null)
  const kinds = useTopic('namespaces', topic === 'namespaces' ? {} : null)
  const { state, parts, otherClusters, retry, collection } = { pods, events, nodes, namespaces: kinds }[topic]
  return { state, parts, otherClusters, retry, topic, holdsRows: collection.size > 0 }
}
