import { type DeploymentRow, exitCodeInWords, type Family, type PodRow, podFamily, type ReplicaSetRow, signalName, visibleText } from '@binnacle/shared'
import { newestSet } from './newestSet.ts'

/** Why a Deployment does not become what was asked for. `meaning` is ours; `reason` and `message` are the cluster's, empty where it gives none. `pod`: one that shows it, `pods`: how many do. */
export type StuckCause = {
  readonly kind: 'image' | 'configuration' | 'crash' | 'start' | 'probe' | 'unschedulable' | 'quota' | 'deadline' | 'paused'
  readonly family: Family
  readonly meaning: string
  readonly reason: string
  readonly message: string
  readonly pod: PodRow | null
  readonly pods: number
}

type Kind = StuckCause['kind']

const kinds: ReadonlyMap<string, Kind> = new Map<string, Kind>([
  ['ErrImagePull', 'image'],
  ['ImagePullBackOff', 'image'],
  ['ErrImageNeverPull', 'image'],
  ['InvalidImageName', 'image'],
  ['ImageInspectError', 'image'],
  ['RegistryUnavailable', 'image'],
  ['SignatureValidationFailed', 'image'],
  ['CreateContainerConfigError', 'configuration'],
  ['CreateContainerError', 'start'],
  ['RunContainerError', 'start'],
  ['StartError', 'start'],
  ['ContainerCannotRun', 'start'],
  ['CrashLoopBackOff', 'crash'],
  ['Error', 'crash'],
  ['OOMKilled', 'crash'],
  ['Unschedulable', 'unschedulable'],
  ['SchedulingGated', 'unschedulable'],
  ['ContainersNotReady', 'probe'],
])

/** What blocks for good goes before what may pass by itself. */
const order: readonly Kind[] = ['image', 'configuration', 'start', 'crash', 'unschedulable', 'probe']

/**
 * Null while nothing stands in the way. The newest pods are asked first, then what the controllers say (a quota, the progress deadline); a paused Deployment is held on
 * purpose, whatever its pods do. Pure; `now` in seconds by the cluster's clock. A pod that cannot get its image is a cause from its first ErrImagePull on.
 */
export function stuckCause(
  deployment: DeploymentRow,
  seen: { readonly replicaSets: readonly ReplicaSetRow[]; readonly pods: readonly PodRow[] },
  now: number,
): StuckCause | null {
  const { newest, older } = newestSet(seen.replicaSets)
  if (deployment.paused) return paused
  return ofPods({ newest, isNew: older.some(({ replicas }) => replicas > 0) }, seen.pods, now) ?? ofQuota(deployment, newest) ?? ofDeadline(deployment)
}

const paused: StuckCause = {
  kind: 'paused',
  family: 'paused',
  meaning: 'The rollout is paused: a changed template starts no pods until it is resumed. Scaling still works.',
  reason: '',
  message: '',
  pod: null,
  pods: 0,
}

function ofPods({ newest, isNew }: { newest: ReplicaSetRow | null; isNew: boolean }, pods: readonly PodRow[], now: number): StuckCause | null {
  if (newest === null) return null
  const blocked = pods.flatMap((pod) => {
    const kind = pod.controller?.uid === newest.uid && pod.deletedAt === null ? kindOf(pod, now) : null
    return kind === null ? [] : [{ pod, kind }]
  })
  const kind = order.find((candidate) => blocked.some((each) => each.kind === candidate))
  const same = blocked.filter((each) => each.kind === kind).map(({ pod }) => pod)
  const [pod] = same.sort((a, b) => a.created - b.created)
  if (kind === undefined || pod?.why == null) return null
  const family = podFamily(pod, now)
  return {
    kind,
    family: family === 'progress' ? 'attention' : family,
    meaning: meaningOf(kind, { pod, images: newest.images, several: same.length, isNew }),
    reason: pod.why.reason,
    message: pod.why.message,
    pod,
    pods: same.length,
  }
}

function kindOf(pod: PodRow, now: number): Kind | null {
  const family = podFamily(pod, now)
  if (pod.why === null || (family !== 'fail' && family !== 'attention')) return null
  // A container that ended badly before and runs well again is no obstacle.
  if (pod.status === 'Running' && pod.ready === pod.containers) return null
  const known = kinds.get(pod.why.reason)
  if (known !== undefined) return known === 'crash' || pod.status !== 'Running' ? known : 'probe'
  return family === 'fail' ? 'crash' : pod.status === 'Running' ? 'probe' : null
}

type About = { readonly pod: PodRow; readonly images: readonly { name: string; image: string }[]; readonly several: number; readonly isNew: boolean }

function meaningOf(kind: Kind, { pod, images, several, isNew }: About): string {
  const container = pod.why?.container ?? ''
  const those = several > 1 ? `${several} ${isNew ? 'new ' : ''}pods` : isNew ? 'the new pod' : 'a pod'
  const who = several > 1 ? those : isNew ? 'The new pod' : 'A pod'
  const which = container === '' ? who : `Container ${container} of ${those}`
  const one = container !== '' || several === 1
  switch (kind) {
    case 'image':
      return `${who} cannot get the image ${visibleText(imageOf(pod, images))}.`
    case 'configuration':
      return `${who} cannot be put together: something that the configuration names is not there.`
    case 'start':
      return `${which} cannot be started.`
    case 'crash':
      return `${which} ${one ? 'keeps' : 'keep'} ending${endingOf(pod)}.`
    case 'unschedulable':
      return `No node can take ${those} yet.`
    case 'probe':
      return `${which} ${one ? 'runs but is' : 'run but are'} not ready: the readiness or startup probe has not passed.`
    case 'quota':
    case 'deadline':
    case 'paused':
      return ''
    default:
      return kind satisfies never
  }
}

/** From the template where the container is one of it; of an init container only the message knows. */
function imageOf({ why }: PodRow, images: About['images']): string {
  const named = images.find(({ name }) => name === why?.container)
  const [, quoted] = /image "([^"]+)"/.exec(why?.message ?? '') ?? []
  return named?.image ?? quoted ?? 'that it was given'
}

function endingOf({ why, status }: PodRow): string {
  const [, code, reason] = /exit code (\d+)(?:, (\w+))?/.exec(why?.message ?? '') ?? []
  if (code !== undefined) return ` with exit code ${code}: ${exitCodeInWords({ exitCode: Number(code), reason: reason ?? '' })}`
  const [, signal] = /signal (\d+)/.exec(why?.message ?? '') ?? []
  if (signal !== undefined) return `, killed by ${signalName(Number(signal))}`
  return status === 'OOMKilled' ? ': it needed more memory than its limit' : ''
}

function ofQuota({ replicaFailure }: DeploymentRow, newest: ReplicaSetRow | null): StuckCause | null {
  const condition = [newest?.failure, replicaFailure].find((each) => each?.status === 'True')
  if (!condition) return null
  const what = /exceeded quota/.test(condition.message) ? 'a quota of the namespace is used up' : 'the apiserver does not take them'
  return { ...paused, kind: 'quota', family: 'fail', meaning: `New pods cannot be made: ${what}.`, reason: condition.reason, message: condition.message }
}

function ofDeadline({ progressing, progressDeadlineSeconds }: DeploymentRow): StuckCause | null {
  if (progressing?.reason !== 'ProgressDeadlineExceeded') return null
  const meaning = `Nothing came forward within the progress deadline of ${progressDeadlineSeconds ?? 600} s. Kubernetes does not roll back by itself.`
  return { ...paused, kind: 'deadline', family: 'fail', meaning, reason: progressing.reason, message: progressing.message }
}
