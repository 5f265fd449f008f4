import type { User } from '../apiserver/Api.ts'
import type { ClusterParts } from '../ClusterParts.ts'
import type { ContainerRuntime } from '../containers/Container.ts'
import type { EventRecorder } from '../events/EventRecorder.ts'
import type { Pod } from '../kinds.ts'
import type { NodeImages } from './NodeImages.ts'
import type { PodAddresses } from './PodAddresses.ts'

/** What the parts of one kubelet share. */
export type KubeletParts = ClusterParts & {
  /** The name of its node. */
  readonly node: string
  readonly runtime: ContainerRuntime
  readonly events: EventRecorder
  readonly images: NodeImages
  /** What directories of the node hold, by path. */
  readonly hostFiles: Map<string, Map<string, string>>
  readonly addresses: PodAddresses
  readonly hostIP: string
  /** Whether the node and the apiserver reach each other. What runs on the node goes on without; nobody hears of it. */
  readonly link: { up: boolean }
  /** `system:node:NAME`. */
  readonly user: User
  /** A token by which a pod's containers come to the apiserver as its service account. */
  readonly tokenFor: (pod: Pod) => string
}
