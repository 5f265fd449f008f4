import type { Namespaces, TopicName, TopicParams } from '@binnacle/shared'
import { type Page, type Shown, useView } from '../../paths.ts'
import { type Topic, useTopic } from '../../topics/useTopic.ts'
import { pageList } from './pageList.tsx'

type Asked = { readonly name: TopicName; readonly params: TopicParams<TopicName> }

/** The topic that the open page shows. A page that watches nothing counts as the pods, which the frame watches anyway. */
function asked(page: Page, shown: Shown, namespaces: Namespaces): Asked {
  const entry = pageList.find((each) => each.page === page)
  if (shown.view === 'object' && entry?.one) return { name: entry.one, params: { namespace: shown.namespace, name: shown.name } }
  if (shown.view !== 'list' || !entry?.topic) return { name: 'pods', params: { namespaces } }
  return { name: entry.topic.name, params: entry.topic.of === 'cluster' ? {} : { namespaces } }
}

/** The view of the topic that the open page shows; watched by the page too, so this costs nothing. */
export function usePageTopic(): Pick<Topic<TopicName>, 'state' | 'parts' | 'otherClusters' | 'retry'> & { topic: TopicName; holdsRows: boolean } {
  const { namespaces, page, shown } = useView()
  const { name, params } = asked(page, shown, namespaces)
  const { state, parts, otherClusters, retry, collection } = useTopic(name, params)
  return { state, parts, otherClusters, retry, topic: name, holdsRows: collection.size > 0 }
}
