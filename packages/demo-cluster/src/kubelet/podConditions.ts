import type { Condition, Container, ContainerStatus, Pod, PodStatus } from '../kinds.ts'
import { isSidecar } from './podContainers.ts'

type Verdict = Pick<Condition, 'status' | 'reason' | 'message'>

const TRUE: Verdict = { status: 'True' }

export type ConditionInput = {
  readonly inits: readonly ContainerStatus[]
  readonly containers: readonly ContainerStatus[]
  readonly phase: PodStatus['phase']
  readonly sandboxReady: boolean
}

/** Kubelet's own conditions, in its order. */
const OWN = ['PodReadyToStartContainers', 'Initialized', 'Ready', 'ContainersReady', 'PodScheduled']

/** The conditions of a pod as the kubelet of 1.36 writes them: those of others are kept before its own, and a time of transition as long as its status stands. */
export function podConditions(pod: Pod, input: ConditionInput, { before, now }: { readonly before: readonly Condition[]; readonly now: string }): Condition[] {
  const others = (pod.status?.conditions ?? []).filter(({ type }) => !OWN.includes(type))
  const ready = containersReady(pod, input)
  const verdicts: readonly [string, Verdict][] = [
    ['PodReadyToStartContainers', { status: input.sandboxReady ? 'True' : 'False' }],
    ['Initialized', initialized(pod, input)],
    ['Ready', ready.status === 'True' ? gatesReady(pod, others) : ready],
    ['ContainersReady', ready],
    ['PodScheduled', TRUE],
  ]
  const observedGeneration = pod.metadata.generation
  return [
    ...others,
    ...verdicts.map(([type, verdict]) => {
      const old = before.find((condition) => condition.type === type)
      const lastTransitionTime = old?.status === verdict.status && old.lastTransitionTime !== undefined ? old.lastTransitionTime : now
      return { type, ...verdict, lastProbeTime: null, lastTransitionTime, ...(observedGeneration === undefined ? {} : { observedGeneration }) }
    }),
  ]
}

function containersReady(pod: Pod, { inits, containers, phase }: ConditionInput): Verdict {
  if (phase === 'Failed') return { status: 'False', reason: 'PodFailed' }
  const counted: readonly Container[] = [...(pod.spec.initContainers ?? []).filter(isSidecar), ...pod.spec.containers]
  const statuses = new Map([...inits, ...containers].map((status) => [status.name, status]))
  const unknown = counted.filter(({ name }) => !statuses.has(name))
  if (phase === 'Succeeded' && unknown.length === 0) return { status: 'False', reason: 'PodCompleted' }
  const unready = counted.filter(({ name }) => statuses.get(name)?.ready === false)
  return refusal('ContainersNotReady', [
    ['containers with unknown status', unknown],
    ['containers with unready status', unready],
  ])
}

function initialized(pod: Pod, { inits, containers, phase }: ConditionInput): Verdict {
  const all = pod.spec.initContainers ?? []
  if (phase === 'Succeeded') return { status: 'True', reason: 'PodCompleted' }
  if (containers.some((status) => status.started === true || status.restartCount > 0 || status.state?.running || status.state?.terminated)) return TRUE
  const statuses = new Map(inits.map((status) => [status.name, status]))
  const incomplete = all.filter((container) => {
    const status = statuses.get(container.name)
    return status && !(isSidecar(container) ? status.started === true : status.ready)
  })
  return refusal('ContainersNotInitialized', [
    ['containers with unknown status', all.filter(({ name }) => !statuses.has(name))],
    ['containers with incomplete status', incomplete],
  ])
}

function refusal(reason: string, lists: readonly (readonly [string, readonly Container[]])[]): Verdict {
  const messages = lists.filter(([, list]) => list.length > 0).map(([words, list]) => `${words}: [${list.map(({ name }) => name).join(' ')}]`)
  return messages.length === 0 ? TRUE : { status: 'False', reason, message: messages.join(', ') }
}

function gatesReady(pod: Pod, conditions: readonly Condition[]): Verdict {
  const gates = pod.spec.readinessGates ?? []
  const messages = gates.flatMap(({ conditionType }) => {
    const found = conditions.find(({ type }) => type === conditionType)
    if (!found) return [`corresponding condition of pod readiness gate "${conditionType}" does not exist.`]
    return found.status === 'True' ? [] : [`the status of pod readiness gate "${conditionType}" is not "True", but ${found.status}`]
  })
  return messages.length === 0 ? TRUE : { status: 'False', reason: 'ReadinessGatesNotReady', message: messages.join(', ') }
}
