import type { Pod } from '../../kinds.ts'
import { done, type Result } from '../../Status.ts'
import type { Job } from '../../workloads.ts'
import { claim } from '../claim.ts'
import { storedOwnedBy } from '../stored.ts'
import { type JobControl, jobOptions } from './JobControl.ts'
import { isTracked, TRACKING } from './jobPod.ts'

/** The pods that a Job manages, with orphans that it adopts: those are tracked from then on. */
export function jobPods({ parts, orphans }: JobControl, job: Job): Result<readonly Pod[]> {
  const { api, store } = parts
  const own = storedOwnedBy(store, 'pods', job.metadata.uid)
  const candidates = [...own, ...orphans.of(job.metadata.namespace)]
  const claimed = claim({ api, options: jobOptions, owner: job, selector: job.spec.selector, resource: 'pods' }, candidates)
  if (!claimed.ok) return claimed
  const known = new Set(own.map(({ metadata }) => metadata.uid))
  const tracked = claimed.value.map((pod) => (known.has(pod.metadata.uid) ? pod : track(parts, pod)))
  return done(tracked.sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1)))
}

function track({ api, store }: JobControl['parts'], { metadata: { namespace, name } }: Pod): Pod {
  const adopted = store.get('pods', namespace, name) as Pod
  if (isTracked(adopted)) return adopted
  const metadata = { ...adopted.metadata, finalizers: [...(adopted.metadata.finalizers ?? []), TRACKING] }
  const written = api.update({ resource: 'pods', namespace, name }, { ...adopted, metadata }, jobOptions)
  return written.ok ? (written.value as Pod) : adopted
}

/** Lets a pod go that has been counted, or that no Job counts any more. True also where it is gone. */
export function untrack({ api, store }: Pick<JobControl['parts'], 'api' | 'store'>, { metadata: { namespace, name, uid } }: Pod): Result<unknown> {
  const pod = store.get('pods', namespace, name) as Pod | undefined
  if (!pod || pod.metadata.uid !== uid || !isTracked(pod)) return done(null)
  const { finalizers = [], ...rest } = pod.metadata
  const left = finalizers.filter((one) => one !== TRACKING)
  const metadata = left.length === 0 ? rest : { ...rest, finalizers: left }
  const written = api.update({ resource: 'pods', namespace, name }, { ...pod, metadata }, jobOptions)
  return written.ok || written.status.code !== 404 ? written : done(null)
}
