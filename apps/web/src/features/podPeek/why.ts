import { type ContainerDetail, type ContainerState, type Family, type PodDetail, visibleText, type Why } from '@binnacle/shared'
import { nextTryAt } from './backOff.ts'

type Terminated = Extract<ContainerState, { state: 'terminated' }>

/**
 * What a reader is told about an abnormal pod. `meaning` is ours; `reason` and `message` are the cluster's, unchanged. `lastRun`: how the container
 * ended before. `nextTry`: when the node tries again (epoch seconds), where that is known.
 */
export type Explanation = {
  readonly meaning: string
  readonly reason: string
  readonly message: string
  readonly at: number | null
  readonly container: ContainerDetail | null
  readonly lastRun: Terminated | null
  readonly nextTry: number | null
}

type Rule = (about: { name: string; image: string }) => string

const pull: Rule = ({ name, image }) =>
  `The node cannot get the image of ${name}: ${visibleText(image)}. It tries again, waiting up to 5 minutes between tries.`
const start: Rule = ({ name }) => `The container runtime could not start the command of ${name}.`

/** What a reason of the cluster means, in one sentence. A reason that is not here is quoted and nothing is added. */
const meanings: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ['Unschedulable', () => 'No node can take this pod yet. The scheduler says why for each kind of node, and tries again when something changes.'],
  ['SchedulingGated', () => 'The pod is held back on purpose: a scheduling gate has to be removed before a node is looked for.'],
  ['ErrImagePull', pull],
  ['ImagePullBackOff', pull],
  ['ErrImageNeverPull', ({ name, image }) => `${visibleText(image)}, the image of ${name}, is not on the node, and the pull policy forbids getting it.`],
  ['InvalidImageName', ({ name, image }) => `“${visibleText(image)}”, the image of ${name}, is not a name that an image can have.`],
  ['CrashLoopBackOff', ({ name }) => `${name} keeps ending. The node starts it again after a pause that doubles each time, up to 5 minutes.`],
  ['CreateContainerConfigError', ({ name }) => `The node cannot put together what ${name} is configured with.`],
  ['CreateContainerError', ({ name }) => `The container runtime could not create ${name}.`],
  ['RunContainerError', start],
  ['StartError', start],
  ['ContainerCannotRun', start],
  ['OOMKilled', ({ name }) => `${name} was killed because it used more memory than it may.`],
  ['Error', ({ name }) => `${name} ended with an error.`],
  ['ContainersNotReady', () => 'The pod runs but is not ready: Services send it no traffic.'],
  ['Evicted', () => 'The node put this pod out because it was running short of something.'],
  ['NodeLost', () => 'The node has not been heard from: what the pod does now is not known.'],
  ['DeadlineExceeded', () => 'The pod ran for longer than it was allowed to and was ended.'],
  ['Preempting', () => 'The scheduler makes room for a pod of higher priority.'],
])

/** Reasons of a healthy start, and families in which a reason is history. */
const starting = new Set(['ContainerCreating', 'PodInitializing'])
const calm: ReadonlySet<Family> = new Set(['ok', 'done', 'off'])

/** Null where nothing is wrong, or the cluster gives no reason. */
export const explain = (pod: PodDetail, family: Family): Explanation | null => {
  const why = pod.row.why
  if (why === null || calm.has(family) || (starting.has(why.reason) && why.message === '')) return null
  const container = pod.containers.find((candidate) => candidate.name === why.container) ?? null
  const lastRun = container === null ? null : lastRunOf(container)
  const about = { name: container?.name ?? 'a container', image: container?.image ?? 'its image' }
  return {
    meaning: meaningOf(why.reason, container)?.(about) ?? '',
    reason: why.reason,
    message: wholeMessage(pod, why, container),
    at: why.at,
    container,
    lastRun,
    nextTry: container === null ? null : nextTryAt(container),
  }
}

const meaningOf = (reason: string, container: ContainerDetail | null): Rule | undefined =>
  // The reason of an earlier run, while the container runs again.
  container?.state.state === 'running' && container.last !== null ? ({ name }) => `${name} runs again after it ended.` : meanings.get(reason)

const lastRunOf = (container: ContainerDetail): Terminated | null => {
  if (container.state.state === 'terminated') return container.state
  return container.last?.state === 'terminated' ? container.last : null
}

/** The row's message is cut for a list; the container or the condition that it comes from has all of it. */
const wholeMessage = (pod: PodDetail, why: Why, container: ContainerDetail | null): string => {
  if (container !== null && container.state.state === 'waiting') return container.state.message
  // The row's words are about the last run, which is told apart with all of its message.
  if (container !== null && lastRunOf(container) !== null) return ''
  return pod.conditions.find((condition) => condition.reason === why.reason && condition.message.startsWith(why.message.slice(0, 200)))?.message ?? why.message
}
