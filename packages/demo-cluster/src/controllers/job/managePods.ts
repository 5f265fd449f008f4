import type { Pod } from '../../kinds.ts'
import { done, type Result } from '../../Status.ts'
import type { Job } from '../../workloads.ts'
import { isOfNamespaceThatGoes } from '../podControl.ts'
import { isReady } from '../podState.ts'
import { deletionOrder } from '../replicas/deletionOrder.ts'
import { slowStart } from '../replicas/slowStart.ts'
import type { Counted } from './countPods.ts'
import type { JobControl } from './JobControl.ts'
import { waitAfter } from './jobBackoff.ts'
import { indexOf, isIndexed } from './jobPod.ts'
import { untrack } from './jobPods.ts'
import { jobTemplate } from './jobTemplate.ts'

/** Pods as they are after what was done to them. `again` is when to look next, in milliseconds. */
export type Managed = {
  readonly active: number
  readonly ready: number
  readonly terminating: number
  readonly result: Result<unknown>
  readonly again: number | null
}

const MOST_AT_ONCE = 500

/** Ends the active pods of a Job that has come to its end; they stay tracked until they are counted. */
export function endPods({ pods }: JobControl, job: Job, counted: Counted): Managed {
  return gone(counted, counted.active, (pod) => pods.delete(job, pod))
}

/** Creates and deletes pods until as many run as the Job wants just now: none while it is suspended, and no new ones while it waits after a failure. */
export function managePods(control: JobControl, job: Job, counted: Counted): Managed {
  const { parts, pods } = control
  const giveUp = (pod: Pod): Result<unknown> => {
    const free = untrack(parts, pod)
    return free.ok ? pods.delete(job, pod) : free
  }
  const count = counted.active.length
  if (job.spec.suspend) return gone(counted, counted.active, giveUp)
  const wanted = wantedActive(job, counted)
  const surplus = surplusPods(job, counted, { count: count - wanted, now: parts.clock.now() })
  if (surplus.length > 0) return gone(counted, surplus.slice(0, MOST_AT_ONCE), giveUp)
  const awaited = job.spec.podReplacementPolicy === 'Failed' ? counted.terminating : 0
  const missing = Math.min(wanted - awaited - count, MOST_AT_ONCE)
  const as = (result: Result<unknown>, active: number, again: number | null): Managed => ({ ...counted, active, result, again })
  if (missing <= 0) return as(done(null), count, null)
  const wait = waitAfter(counted.failures, parts.clock.now())
  if (wait > 0) return as(done(null), count, wait)
  return start(control, job, { counted, missing })
}

function start({ pods }: JobControl, job: Job, { counted, missing }: { readonly counted: Counted; readonly missing: number }): Managed {
  const indexes = isIndexed(job) ? pendingIndexes(job, counted, missing) : Array.from({ length: missing }, () => null)
  let started = 0
  const result = slowStart(indexes.length, () => {
    const created = pods.create(job, jobTemplate(job, indexes[started] ?? null))
    if (created.ok) started += 1
    return created
  })
  const settled = isOfNamespaceThatGoes(result) ? done(null) : result
  return { ...counted, active: counted.active.length + started, result: settled, again: null }
}

function wantedActive({ spec }: Job, { succeeded, active }: Counted): number {
  const parallelism = spec.parallelism ?? 1
  if (spec.completions === undefined) return succeeded > 0 ? active.length : parallelism
  return Math.max(0, Math.min(spec.completions - succeeded, parallelism))
}

/** Pods without an index of their own go first, then those that have come least far. */
function surplusPods(job: Job, { active }: Counted, { count, now }: { readonly count: number; readonly now: number }): readonly Pod[] {
  const seen = new Set<number>()
  const misplaced = active.filter((pod) => {
    const index = indexOf(pod, job)
    if (!isIndexed(job)) return false
    if (index === null || seen.has(index)) return true
    seen.add(index)
    return false
  })
  const others = active.filter((pod) => !misplaced.includes(pod))
  return [...misplaced, ...deletionOrder(others, () => 0, now).slice(0, Math.max(0, count - misplaced.length))]
}

function pendingIndexes(job: Job, { indexes, active }: Counted, count: number): readonly number[] {
  const taken = new Set([...indexes, ...active.map((pod) => indexOf(pod, job))])
  const all = Array.from({ length: job.spec.completions ?? 0 }, (_, index) => index)
  return all.filter((index) => !taken.has(index)).slice(0, count)
}

function gone(counted: Counted, pods: readonly Pod[], end: (pod: Pod) => Result<unknown>): Managed {
  const results = pods.map((pod) => ({ pod, result: end(pod) }))
  const ended = results.filter(({ result }) => result.ok).map(({ pod }) => pod)
  return {
    active: counted.active.length - ended.length,
    ready: counted.ready - ended.filter(isReady).length,
    terminating: counted.terminating + ended.length,
    result: results.find(({ result }) => !result.ok)?.result ?? done(null),
    again: null,
  }
}
