import type { Container, Pod } from '../kinds.ts'
import type { Attempt, ContainerRecord, ContainerRecords } from './Attempt.ts'
import { isSidecar, restartsAfter, shouldStart } from './podContainers.ts'

/** Which probe has given a container up, if one has. */
export type Verdict = 'liveness' | 'startup' | null

export type ProbeViews = {
  readonly verdict: (name: string, attempt: Attempt) => Verdict
  /** It runs, and its startup probe, if it has one, has succeeded. */
  readonly isStarted: (name: string, attempt: Attempt) => boolean
}

export type PodActions = {
  /** Nothing is left to run: the pod has ended. */
  readonly end: boolean
  readonly kill: readonly { readonly container: Container; readonly message: string; readonly verdict: Exclude<Verdict, null> }[]
  readonly start: readonly Container[]
}

type Plan = { end: boolean; initialized: boolean; readonly kill: PodActions['kill'][number][]; readonly start: Container[] }

/**
 * What a sync is to do with a pod's containers, from what the runtime knew when it began (computePodActions): init containers one after the other, sidecars kept running from
 * their turn on, the others all together after that; what a probe gave up is killed and started again.
 */
export function podActions(pod: Pod, records: ContainerRecords, views: ProbeViews): PodActions {
  const plan: Plan = { end: false, initialized: false, kill: [], start: [] }
  planInits(pod, plan, { records, views })
  if (plan.end) return { end: true, kill: [], start: [] }
  if (!plan.initialized) return plan
  const starts = plan.start.length
  let kept = 0
  for (const container of pod.spec.containers) {
    const record = records.get(container.name)
    if (record?.latest.state.is !== 'running') {
      if (shouldStart(pod, container, record)) plan.start.push(container)
      continue
    }
    const verdict = views.verdict(container.name, record.latest)
    if (verdict === null) {
      kept++
      continue
    }
    const restarts = (container.restartPolicy ?? pod.spec.restartPolicy) !== 'Never'
    plan.kill.push({ container, verdict, message: `Container ${container.name} failed ${verdict} probe${restarts ? ', will be restarted' : ''}` })
    if (restarts) plan.start.push(container)
  }
  if (kept > 0 || plan.start.length > starts) return plan
  return { ...plan, end: plan.kill.length === 0, start: [] }
}

type Seen = { readonly records: ContainerRecords; readonly views: ProbeViews }

function planInits(pod: Pod, plan: Plan, seen: Seen): void {
  const inits = pod.spec.initContainers ?? []
  const [first] = inits
  if (!first) {
    plan.initialized = true
    return
  }
  const { records } = seen
  plan.initialized = pod.spec.containers.some(({ name }) => records.get(name)?.latest.state.is === 'running')
  const running = plan.initialized
  const newest = running ? -1 : inits.findLastIndex(({ name }) => records.has(name))
  if (!running && newest < 0) {
    plan.start.push(first)
    return
  }
  for (const [index, container] of inits.entries()) {
    const record = records.get(container.name)
    if (index === newest && record) planNewest(pod, plan, { container, record, next: inits[index + 1], seen })
    else if (isSidecar(container) && (running || index < newest)) planSidecar(plan, container, { record, seen })
    if (plan.end) return
  }
}

type Newest = { readonly container: Container; readonly record: ContainerRecord; readonly next: Container | undefined; readonly seen: Seen }

/** The init container that has come furthest: the next one follows when it is done, or when a sidecar has started. */
function planNewest(pod: Pod, plan: Plan, { container, record, next, seen }: Newest): void {
  const { state } = record.latest
  if (isSidecar(container)) {
    planSidecar(plan, container, { record, seen })
    if (state.is !== 'running' || !seen.views.isStarted(container.name, record.latest)) return
  } else if (state.is === 'running') return
  else if (state.exitCode !== 0) {
    if (restartsAfter(pod, container, state.exitCode)) plan.start.push(container)
    else plan.end = true
    return
  }
  if (next) plan.start.push(next)
  else plan.initialized = true
}

function planSidecar(plan: Plan, container: Container, { record, seen }: { readonly record: ContainerRecord | undefined; readonly seen: Seen }): void {
  if (record?.latest.state.is === 'running') {
    const verdict = seen.views.verdict(container.name, record.latest)
    if (verdict === null) return
    plan.kill.push({ container, verdict, message: `Init container ${container.name} failed ${verdict} probe` })
  }
  plan.start.push(container)
}
