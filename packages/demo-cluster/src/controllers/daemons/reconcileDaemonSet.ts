import type { ClusterParts } from '../../ClusterParts.ts'
import type { Pod } from '../../kinds.ts'
import { done, type Result } from '../../Status.ts'
import type { DaemonSet, Node } from '../../workloads.ts'
import { claim } from '../claim.ts'
import { controllerOptions } from '../controllerOptions.ts'
import { forgetRevisions, newestRevision, REVISION_LABEL } from '../history/controllerRevisions.ts'
import { omitEmpty } from '../omitEmpty.ts'
import { isOfNamespaceThatGoes, type PodControl } from '../podControl.ts'
import { isReady, untilAvailable } from '../podState.ts'
import type { OrphanPods } from '../replicas/OrphanPods.ts'
import { storedList, storedOwnedBy } from '../stored.ts'
import { daemonTemplate, nodeOf, placement } from './daemonPod.ts'

const daemonOptions = controllerOptions('daemon-set-controller')

export type DaemonControl = { readonly parts: ClusterParts; readonly pods: PodControl; readonly orphans: OrphanPods }

/** What one node has and should have of the set. */
type Place = { readonly node: Node; readonly run: boolean; readonly stay: boolean; readonly pods: readonly Pod[] }

/** One turn of a DaemonSet: its pods onto nodes and off them, old ones replaced as far as the strategy lets them, its status. Gives when to look again, in milliseconds. */
export function reconcileDaemonSet(control: DaemonControl, set: DaemonSet): Result<number | null> {
  const { api, store, clock } = control.parts
  const candidates = [...storedOwnedBy(store, 'pods', set.metadata.uid), ...control.orphans.of(set.metadata.namespace)]
  const claimed = claim({ api, options: daemonOptions, owner: set, selector: set.spec.selector, resource: 'pods' }, candidates)
  if (!claimed.ok) return claimed
  const inUse = new Set(claimed.value.map(({ metadata }) => metadata.labels?.[REVISION_LABEL] ?? ''))
  const writer = { parts: control.parts, options: daemonOptions, hashLabel: REVISION_LABEL }
  const newest = newestRevision(writer, set)
  if (!newest.ok) return newest
  forgetRevisions(writer, set, (one) => one.metadata.uid === newest.value.metadata.uid || inUse.has(one.metadata.labels?.[REVISION_LABEL] ?? ''))
  const hash = newest.value.metadata.labels?.[REVISION_LABEL] ?? ''
  const places = storedList(store, 'nodes').map((node): Place => {
    const pods = claimed.value.filter((pod) => nodeOf(pod) === node.metadata.name)
    return { node, pods, ...placement(set, node) }
  })
  const placed = set.metadata.deletionTimestamp === undefined ? place(control, set, { places, hash }) : done(null)
  const now = clock.now()
  const written = writeStatus(control, set, { places, hash, now })
  const failed = [placed, written].find(({ ok }) => !ok)
  if (failed && !failed.ok) return failed
  const waits = claimed.value.map((pod) => untilAvailable(pod, set.spec.minReadySeconds ?? 0, now)).filter((wait) => wait !== null && wait > 0)
  return done(waits.length === 0 ? null : Math.min(...waits.map(Number)))
}

type Turn = { readonly places: readonly Place[]; readonly hash: string }

function place(control: DaemonControl, set: DaemonSet, { places, hash }: Turn): Result<unknown> {
  const { pods } = control
  const results: Result<unknown>[] = []
  for (const { node, run, stay, pods: here } of places) {
    const live = here.filter(({ metadata }) => metadata.deletionTimestamp === undefined)
    if (run && here.length === 0) {
      const created = pods.create(set, { template: daemonTemplate(set, { node: node.metadata.name, hash }) })
      results.push(isOfNamespaceThatGoes(created) ? done(null) : created)
    }
    const surplus = stay ? [...live.filter(hasFailed), ...byAge(live.filter((pod) => !hasFailed(pod))).slice(1)] : live
    for (const pod of surplus) {
      if (hasFailed(pod)) tellFailed(control, set, pod)
      results.push(pods.delete(set, pod))
    }
  }
  for (const pod of outdated(control, set, { places, hash })) results.push(pods.delete(set, pod))
  return results.find(({ ok }) => !ok) ?? done(null)
}

function hasFailed({ status }: Pod): boolean {
  return status?.phase === 'Failed'
}

function byAge(pods: readonly Pod[]): readonly Pod[] {
  return [...pods].sort((a, b) => (a.metadata.creationTimestamp < b.metadata.creationTimestamp ? -1 : 1))
}

function tellFailed({ parts }: DaemonControl, set: DaemonSet, { metadata, spec }: Pod): void {
  const message = `Found failed daemon pod ${metadata.namespace}/${metadata.name} on node ${spec.nodeName}, will try to kill it`
  parts.recorder({ component: 'daemonset-controller' }).record(set, { type: 'Warning', reason: 'FailedDaemonPod', message })
}

/** Pods of an older template that may go now: those that serve nobody, and as many others as `maxUnavailable` leaves. */
function outdated({ parts }: DaemonControl, set: DaemonSet, { places, hash }: Turn): readonly Pod[] {
  const { updateStrategy, minReadySeconds = 0 } = set.spec
  if (updateStrategy?.type === 'OnDelete') return []
  const wanted = places.filter(({ run }) => run)
  const available = (pod: Pod) => pod.metadata.deletionTimestamp === undefined && untilAvailable(pod, minReadySeconds, parts.clock.now()) === 0
  const down = wanted.filter(({ pods }) => !pods.some(available)).length
  const old = wanted
    .flatMap(({ pods }) => pods)
    .filter(({ metadata }) => metadata.labels?.[REVISION_LABEL] !== hash && metadata.deletionTimestamp === undefined)
  const allowed = Math.max(0, scaled(updateStrategy?.rollingUpdate?.maxUnavailable ?? 1, wanted.length) - down)
  return [...old.filter((pod) => !available(pod)), ...old.filter(available).slice(0, allowed)]
}

function scaled(value: number | string, of: number): number {
  return typeof value === 'number' ? value : Math.ceil((Number.parseInt(value, 10) * of) / 100)
}

function writeStatus({ parts }: DaemonControl, set: DaemonSet, { places, hash, now }: Turn & { readonly now: number }): Result<unknown> {
  const wanted = places.filter(({ run }) => run)
  const has = (test: (pod: Pod) => boolean) => wanted.filter(({ pods }) => pods.some(test)).length
  const ready = (pod: Pod) => isReady(pod) && pod.metadata.deletionTimestamp === undefined
  const available = has((pod) => ready(pod) && untilAvailable(pod, set.spec.minReadySeconds ?? 0, now) === 0)
  const status = {
    currentNumberScheduled: has(() => true),
    numberMisscheduled: places.filter(({ run, pods }) => !run && pods.length > 0).length,
    desiredNumberScheduled: wanted.length,
    numberReady: has(ready),
    ...omitEmpty({
      observedGeneration: set.metadata.generation,
      updatedNumberScheduled: has(({ metadata }) => metadata.labels?.[REVISION_LABEL] === hash),
      numberAvailable: available,
      numberUnavailable: wanted.length - available,
    }),
  }
  const { namespace, name } = set.metadata
  return parts.api.update({ resource: 'daemonsets.apps', namespace, name, subresource: 'status' }, { ...set, status }, daemonOptions)
}
