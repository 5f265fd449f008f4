import type { Api } from './apiserver/Api.ts'
import type { Clock } from './clock.ts'
import type { EventRecorder, EventSource } from './events/EventRecorder.ts'
import type { Pace } from './Pace.ts'
import type { Random } from './Random.ts'
import type { Store } from './storage/Store.ts'

/**
 * What every part of one cluster is given; nothing else is shared, and nothing at all between clusters. Controllers and kubelets read and follow the `store` and write
 * through the `api` only.
 */
export type ClusterParts = {
  readonly clock: Clock
  readonly random: Random
  readonly store: Store
  readonly api: Api
  readonly pace: Pace
  readonly recorder: (source: EventSource) => EventRecorder
}

/** A running part of the cluster; `stop` cancels its timers and subscriptions, and nothing of it happens afterwards. */
export type Running = { readonly stop: () => void }
