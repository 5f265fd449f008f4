import { isDeepStrictEqual } from 'node:util'
import type { ClusterParts } from '../../ClusterParts.ts'
import type { Pod } from '../../kinds.ts'
import { done, type Result } from '../../Status.ts'
import type { ControllerRevision, StatefulSet } from '../../workloads.ts'
import { claim } from '../claim.ts'
import { forgetRevisions, newestRevision, revisionsOf } from '../history/controllerRevisions.ts'
import { hasEnded, isReady, untilAvailable } from '../podState.ts'
import type { OrphanPods } from '../replicas/OrphanPods.ts'
import { storedOwnedBy } from '../stored.ts'
import { type StatefulPods, statefulOptions } from './StatefulPods.ts'
import { ordinalOf, revisionOf, wantedOrdinals } from './statefulPod.ts'
import { statefulStatus } from './statefulStatus.ts'

export type StatefulControl = { readonly parts: ClusterParts; readonly pods: StatefulPods; readonly orphans: OrphanPods }

/** A set as a turn finds it: the pods are not looked at again within the turn. */
type Turn = {
  readonly set: StatefulSet
  readonly current: ControllerRevision
  readonly update: ControllerRevision
  readonly pods: ReadonlyMap<number, Pod>
  /** Of pods that the set wants no longer, the highest ordinal first. */
  readonly surplus: readonly (readonly [number, Pod])[]
  readonly isAvailable: (pod: Pod) => boolean
}

/** `replaced` counts the pods that a turn deleted for a new template. */
type Outcome = { readonly replaced: number }
const NOTHING: Outcome = { replaced: 0 }

/**
 * One turn of a StatefulSet: missing pods are made in the order of their ordinals, surplus ones deleted from the highest, and old ones replaced from the highest, one at a
 * time and only while the others are available; `Parallel` waits for none of that but the replacing. Gives when to look again, in milliseconds.
 */
export function reconcileStatefulSet(control: StatefulControl, set: StatefulSet): Result<number | null> {
  const { parts, orphans } = control
  const { api, store, clock } = parts
  const members = orphans.of(set.metadata.namespace).filter(({ metadata }) => ordinalOf(set, metadata.name) !== null)
  const candidates = [...storedOwnedBy(store, 'pods', set.metadata.uid), ...members]
  const claimed = claim({ api, options: statefulOptions, owner: set, selector: set.spec.selector, resource: 'pods' }, candidates)
  if (!claimed.ok) return claimed
  const writer = { parts, options: statefulOptions, hashLabel: 'controller.kubernetes.io/hash' }
  const update = newestRevision(writer, set)
  if (!update.ok) return update
  const current = revisionsOf(store, set).find(({ metadata }) => metadata.name === set.status?.currentRevision) ?? update.value
  const now = clock.now()
  const isAvailable = (pod: Pod) => isReady(pod) && untilAvailable(pod, set.spec.minReadySeconds ?? 0, now) === 0
  const turn = { set, current, update: update.value, isAvailable, ...sorted(set, claimed.value) }
  const outcome = set.metadata.deletionTimestamp === undefined ? manage(control, turn) : done(NOTHING)
  const replaced = outcome.ok ? outcome.value.replaced : 0
  const status = statefulStatus(set, { pods: claimed.value, current: current.metadata.name, update: update.value.metadata.name, replaced, isAvailable })
  if (!isDeepStrictEqual(status, set.status)) {
    const { namespace, name } = set.metadata
    const written = api.update({ resource: 'statefulsets.apps', namespace, name, subresource: 'status' }, { ...set, status }, statefulOptions)
    if (!written.ok) return written
  }
  const live = new Set([current.metadata.name, update.value.metadata.name, ...claimed.value.map(revisionOf)])
  forgetRevisions(writer, set, ({ metadata }) => live.has(metadata.name))
  if (!outcome.ok) return outcome
  const waits = claimed.value.map((pod) => untilAvailable(pod, set.spec.minReadySeconds ?? 0, now)).filter((wait) => wait !== null && wait > 0)
  return done(waits.length === 0 ? null : Math.min(...waits.map(Number)))
}

function sorted(set: StatefulSet, pods: readonly Pod[]): Pick<Turn, 'pods' | 'surplus'> {
  const wanted = new Set(wantedOrdinals(set))
  const numbered = pods.flatMap((pod) => {
    const ordinal = ordinalOf(set, pod.metadata.name)
    return ordinal === null ? [] : [[ordinal, pod] as const]
  })
  return {
    pods: new Map(numbered.filter(([ordinal]) => wanted.has(ordinal))),
    surplus: numbered.filter(([ordinal]) => !wanted.has(ordinal)).sort(([a], [b]) => b - a),
  }
}

function manage(control: StatefulControl, turn: Turn): Result<Outcome> {
  const inOrder = turn.set.spec.podManagementPolicy !== 'Parallel'
  for (const step of [fill, shrink]) {
    const settled = step(control, turn, inOrder)
    if (!settled.ok) return settled
    if (!settled.value && inOrder) return done(NOTHING)
  }
  return replace(control, turn)
}

/** Sees to the wanted pods. Gives whether all are there and available. */
function fill({ pods }: StatefulControl, turn: Turn, inOrder: boolean): Result<boolean> {
  const { set, isAvailable } = turn
  let settled = true
  for (const ordinal of wantedOrdinals(set)) {
    const pod = turn.pods.get(ordinal)
    const isThere = pod !== undefined && pod.metadata.deletionTimestamp === undefined && isAvailable(pod)
    const seen = seeTo(pods, turn, { ordinal, pod })
    if (!seen.ok) return seen
    settled &&= isThere
    if (!settled && inOrder) break
  }
  return done(settled)
}

type Member = { readonly ordinal: number; readonly pod: Pod | undefined }

function seeTo(pods: StatefulPods, turn: Turn, { ordinal, pod }: Member): Result<unknown> {
  const { set } = turn
  if (!pod) return pods.create(set, revisionFor(turn, ordinal), ordinal)
  if (hasEnded(pod)) return pod.metadata.deletionTimestamp === undefined ? pods.delete(set, pod) : done(null)
  if (pod.status?.phase === 'Pending') {
    const claimed = pods.claim(set, ordinal)
    if (!claimed.ok) return claimed
  }
  pods.keepClaims(set, pod, ordinal)
  return pods.mend(set, pod, ordinal)
}

/** Below the partition of a rolling update pods stay what they were. */
function revisionFor({ set, current, update }: Turn, ordinal: number): ControllerRevision {
  const { ordinals, updateStrategy } = set.spec
  const start = ordinals?.start ?? 0
  const partition = updateStrategy?.rollingUpdate?.partition
  const kept = partition ?? (updateStrategy?.type === 'OnDelete' ? 0 : (set.status?.currentReplicas ?? 0))
  return ordinal < start + kept ? current : update
}

/** Deletes surplus pods. Gives whether none is left. */
function shrink({ pods }: StatefulControl, { set, surplus, isAvailable }: Turn, inOrder: boolean): Result<boolean> {
  const firstUnavailable = surplus.findLast(([, pod]) => pod.metadata.deletionTimestamp !== undefined || !isAvailable(pod))
  for (const [ordinal, pod] of surplus) pods.keepClaims(set, pod, ordinal)
  for (const member of surplus) {
    const [, pod] = member
    const isTerminating = pod.metadata.deletionTimestamp !== undefined
    if (inOrder && (isTerminating || (!isAvailable(pod) && member !== firstUnavailable))) return done(false)
    if (isTerminating) continue
    const deleted = pods.delete(set, pod)
    if (!deleted.ok) return deleted
    if (inOrder) return done(false)
  }
  return done(surplus.length === 0)
}

/** Deletes one pod of an older template, the highest first, when all above it are available. */
function replace({ pods }: StatefulControl, { set, update, pods: members, isAvailable }: Turn): Result<Outcome> {
  const { updateStrategy } = set.spec
  if (updateStrategy?.type === 'OnDelete') return done(NOTHING)
  const targets = wantedOrdinals(set).slice(updateStrategy?.rollingUpdate?.partition ?? 0)
  for (const ordinal of targets.toReversed()) {
    const pod = members.get(ordinal)
    const isTerminating = pod?.metadata.deletionTimestamp !== undefined
    if (pod && !isTerminating && revisionOf(pod) !== update.metadata.name) {
      const deleted = pods.delete(set, pod)
      return deleted.ok ? done({ replaced: 1 }) : deleted
    }
    if (!pod || isTerminating || !isAvailable(pod)) return done(NOTHING)
  }
  return done(NOTHING)
}
