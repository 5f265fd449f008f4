import type { TopicName } from '@binnacle/shared'
import type { Page } from '../../paths.ts'

type PageEntry = {
  readonly page: Page
  readonly title: string
  /** Second key after `g`. */
  readonly key: string
  readonly topic: TopicName & ('pods' | 'events' | 'nodes' | 'namespaces')
  readonly group: string
  readonly icon: string
}

/** The pages that exist; the navigation shows no others. Icons are paths in a box of 16. */
export const pageList: readonly PageEntry[] = [
  { page: 'pods', title: 'Pods', key: 'p', topic: 'pods', group: 'Workloads', icon: 'M8 1.5l5.6 3.2v6.6L8 14.5l-5.6-3.2V4.7zM2.4 4.7L8 8l5.6-3.3M8 8v6.5' },
  { page: 'events', title: 'Events', key: 'e', topic: 'events', group: 'Cluster', icon: 'M1.5 8.5h3l2-5.5 3 10 2-4.5h3' },
  { page: 'nodes', title: 'Nodes', key: 'n', topic: 'nodes', group: 'Cluster', icon: 'M2 2.5h12v4.5H2zM2 9h12v4.5H2zM4.5 4.8h.1M4.5 11.3h.1' },
  { page: 'namespaces', title: 'Namespaces', key: 'm', topic: 'namespaces', group: 'Cluster', icon: 'M2 2h5v5H2zM9 2h5v5H9zM2 9h5v5H2zM9 9h5v5H9z' },
]
