import type { TopicName } from '@binnacle/shared'
import type { Page } from '../../paths.ts'

type PageEntry = {
  readonly page: Page
  readonly title: string
  /** Second key after `g`. */
  readonly key: string
  /** The topic of its list, and what that is asked for: the chosen namespaces or the whole cluster. Null for a page that watches nothing. */
  readonly topic: { readonly name: TopicName; readonly of: 'namespaces' | 'cluster' } | null
  /** The topic of a page about one of its objects. */
  readonly one?: TopicName
  readonly group: string
  readonly icon: string
}

const namespaced = (name: TopicName) => ({ name, of: 'namespaces' }) as const
const clusterWide = (name: TopicName) => ({ name, of: 'cluster' }) as const

/** The pages that exist, in the order of the navigation, which shows no others. Icons are paths in a box of 16. */
export const pageList: readonly PageEntry[] = [
  {
    page: 'pods',
    title: 'Pods',
    key: 'p',
    topic: namespaced('pods'),
    group: 'Workloads',
    icon: 'M8 1.5l5.6 3.2v6.6L8 14.5l-5.6-3.2V4.7zM2.4 4.7L8 8l5.6-3.3M8 8v6.5',
  },
  {
    page: 'deployments',
    title: 'Deployments',
    key: 'd',
    topic: namespaced('deployments'),
    one: 'deployment',
    group: 'Workloads',
    icon: 'M13.6 8a5.6 5.6 0 1 1-1.9-4.2M13.8 1.4v3h-3M8 5v3.2l2.2 1.4',
  },
  {
    page: 'replicasets',
    title: 'ReplicaSets',
    key: 'r',
    topic: namespaced('replicasets'),
    group: 'Workloads',
    icon: 'M2 4.5h8.5V13H2zM5 4.5V2h9v8.5h-3.5',
  },
  {
    page: 'replicationcontrollers',
    title: 'Replication controllers',
    key: 'c',
    topic: namespaced('replicationcontrollers'),
    group: 'Workloads',
    icon: 'M2 5V2.5h12V5M2 11v2.5h12V11M5 6.5h6v3H5z',
  },
  {
    page: 'jobs',
    title: 'Jobs',
    key: 'j',
    topic: namespaced('jobs'),
    one: 'run',
    group: 'Workloads',
    icon: 'M8 3.2a5.4 5.4 0 1 0 0 10.8A5.4 5.4 0 0 0 8 3.2M8 6v2.8l1.8 1.2M6.4 1.2h3.2',
  },
  {
    page: 'secrets',
    title: 'Secrets',
    key: 's',
    topic: namespaced('secrets'),
    one: 'secret',
    group: 'Config',
    icon: 'M5 7V5a3 3 0 0 1 6 0v2M3 7h10v7H3zM8 9.5v2',
  },
  {
    page: 'configmaps',
    title: 'ConfigMaps',
    key: 'f',
    topic: namespaced('configmaps'),
    one: 'configmap',
    group: 'Config',
    icon: 'M3 1.5h7l3 3v10H3zM10 1.5v3h3M5.5 8h5M5.5 11h5',
  },
  { page: 'events', title: 'Events', key: 'e', topic: namespaced('events'), group: 'Cluster', icon: 'M1.5 8.5h3l2-5.5 3 10 2-4.5h3' },
  { page: 'nodes', title: 'Nodes', key: 'n', topic: clusterWide('nodes'), group: 'Cluster', icon: 'M2 2.5h12v4.5H2zM2 9h12v4.5H2zM4.5 4.8h.1M4.5 11.3h.1' },
  {
    page: 'namespaces',
    title: 'Namespaces',
    key: 'm',
    topic: clusterWide('namespaces'),
    group: 'Cluster',
    icon: 'M2 2h5v5H2zM9 2h5v5H9zM2 9h5v5H2zM9 9h5v5H9z',
  },
  { page: 'apply', title: 'Apply YAML', key: 'a', topic: null, group: 'Lab', icon: 'M3.5 1.5h6l3 3v10h-9zM9.5 1.5v3h3M8 12.5V7M5.8 9.2L8 7l2.2 2.2' },
]
