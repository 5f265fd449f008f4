import type { Condition, ContainerDetail, ContainerState, PodDetail } from '@binnacle/shared'
import { podRow } from './podRow.ts'
import { isRestartable, named } from './podStatus.ts'
import { flagAt, integerAt, listAt, maybeIntegerAt, maybeObjectAt, objectAt, textAt, timeAt, type Wire, wire } from './wire.ts'

/** The annotation by which `kubectl logs` and `exec` choose a container when none is named. */
const DEFAULT_CONTAINER = 'kubectl.kubernetes.io/default-container'

/** What `kubectl describe pod` says, without environment, volumes and annotations (the name of the default container aside). */
export function podDetail(object: unknown): PodDetail {
  const pod = wire(object)
  const metadata = objectAt(pod, 'metadata')
  const spec = objectAt(pod, 'spec')
  const status = objectAt(pod, 'status')
  const row = podRow(object)
  return {
    uid: row.uid,
    namespace: row.namespace,
    name: row.name,
    created: row.created,
    row,
    phase: textAt(status, 'phase'),
    qos: textAt(status, 'qosClass'),
    serviceAccount: textAt(spec, 'serviceAccountName'),
    podIPs: podIPs(status),
    hostIP: textAt(status, 'hostIP') || null,
    startedAt: timeAt(status, 'startTime'),
    gracePeriodSeconds: maybeIntegerAt(spec, 'terminationGracePeriodSeconds'),
    labels: labels(metadata),
    defaultContainer: defaultContainer(metadata, spec),
    containers: containers(spec, status),
    conditions: listAt(status, 'conditions').map(condition),
  }
}

function podIPs(status: Wire): string[] {
  const ips = listAt(status, 'podIPs').map((entry) => textAt(entry, 'ip'))
  return (ips.length > 0 ? ips : [textAt(status, 'podIP')]).filter((ip) => ip !== '')
}

function labels(metadata: Wire): [string, string][] {
  const entries = Object.entries(objectAt(metadata, 'labels'))
  return entries.map(([key, value]): [string, string] => [key, typeof value === 'string' ? value : '?']).sort(([a], [b]) => (a < b ? -1 : 1))
}

function defaultContainer(metadata: Wire, spec: Wire): string | null {
  const asked = textAt(objectAt(metadata, 'annotations'), DEFAULT_CONTAINER)
  const known = named(listAt(spec, 'containers'), asked) ?? named(listAt(spec, 'initContainers'), asked)
  return asked !== '' && known ? asked : null
}

function containers(spec: Wire, status: Wire): ContainerDetail[] {
  const init = listAt(status, 'initContainerStatuses')
  const main = listAt(status, 'containerStatuses')
  const ephemeral = listAt(status, 'ephemeralContainerStatuses')
  return [
    ...listAt(spec, 'initContainers').map((of) => container(of, init, isRestartable(of) ? 'sidecar' : 'init')),
    ...listAt(spec, 'containers').map((of) => container(of, main, 'main')),
    ...listAt(spec, 'ephemeralContainers').map((of) => container(of, ephemeral, 'ephemeral')),
  ]
}

function container(spec: Wire, statuses: readonly Wire[], role: ContainerDetail['role']): ContainerDetail {
  const name = textAt(spec, 'name')
  const status = wire(named(statuses, name))
  const last = maybeObjectAt(status, 'lastState')
  const lastState = last ? state(last) : null
  return {
    name,
    role,
    image: textAt(spec, 'image'),
    ready: flagAt(status, 'ready'),
    restarts: integerAt(status, 'restartCount'),
    state: state(objectAt(status, 'state')),
    last: lastState?.state === 'unknown' ? null : lastState,
    ports: listAt(spec, 'ports').map(port),
  }
}

function state(of: Wire): ContainerState {
  const waiting = maybeObjectAt(of, 'waiting')
  if (waiting) return { state: 'waiting', reason: textAt(waiting, 'reason'), message: textAt(waiting, 'message') }
  const running = maybeObjectAt(of, 'running')
  if (running) return { state: 'running', since: timeAt(running, 'startedAt') }
  const terminated = maybeObjectAt(of, 'terminated')
  if (!terminated) return { state: 'unknown' }
  return {
    state: 'terminated',
    reason: textAt(terminated, 'reason'),
    message: textAt(terminated, 'message'),
    exitCode: integerAt(terminated, 'exitCode'),
    signal: integerAt(terminated, 'signal'),
    startedAt: timeAt(terminated, 'startedAt'),
    finishedAt: timeAt(terminated, 'finishedAt'),
  }
}

/** As `describe` writes ports: `8080/TCP (http)`. */
function port(of: Wire): string {
  const name = textAt(of, 'name')
  return `${integerAt(of, 'containerPort')}/${textAt(of, 'protocol') || 'TCP'}${name ? ` (${name})` : ''}`
}

function condition(of: Wire): Condition {
  return {
    type: textAt(of, 'type'),
    status: textAt(of, 'status'),
    reason: textAt(of, 'reason'),
    message: textAt(of, 'message'),
    since: timeAt(of, 'lastTransitionTime'),
  }
}
