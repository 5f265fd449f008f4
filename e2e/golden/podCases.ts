import { type Ago, agoFrom, condition, container, ended, type Json, restarted, running, waiting } from './statuses.ts'

/** One pod to be made: what differs from a pod of one container `web`, and the status to be written. */
export type PodCase = {
  readonly name: string
  readonly spec?: Json
  readonly status: Json
  /** Deleted after its status was written; a finalizer keeps it there. */
  readonly deleted?: boolean
  /** Names of ephemeral containers to be added. */
  readonly ephemeral?: readonly string[]
}

const READY = condition('Ready', 'True')
const UNREADY = condition('Ready', 'False', { reason: 'ContainersNotReady', message: 'containers with unready status: [web]' })
const INITIALIZED = condition('Initialized', 'True')
const UNINITIALIZED = condition('Initialized', 'False', { reason: 'ContainersNotInitialized' })

export const main = (...names: string[]): Json[] => names.map((name) => ({ name, image: 'registry.example/app:1' }))
const sidecar = (name: string): Json => ({ name, image: 'registry.example/mesh:1', restartPolicy: 'Always' })
const two = { containers: main('web', 'log') }
const bound = { nodeName: 'ship-1' }

export function podCases(moment: number): PodCase[] {
  const ago = agoFrom(moment)
  return [
    ...phases(),
    ...waitingCases(ago),
    ...endedCases(ago),
    ...completedMixes(ago),
    ...initCases(ago),
    ...sidecars(ago),
    ...leaving(ago),
    ...restarts(ago),
    ...wide(ago),
  ]
}

function phases(): PodCase[] {
  const unschedulable = { reason: 'Unschedulable', message: '0/3 nodes are available: 3 Insufficient cpu.' }
  return [
    { name: 'phase-pending', status: { phase: 'Pending' } },
    { name: 'phase-failed', status: { phase: 'Failed' } },
    { name: 'phase-succeeded', status: { phase: 'Succeeded' } },
    { name: 'phase-unknown', status: { phase: 'Unknown' } },
    { name: 'phase-of-the-future', status: { phase: 'Hibernating' } },
    { name: 'phase-running-without-containers', status: { phase: 'Running' } },
    { name: 'pending-unschedulable', status: { phase: 'Pending', conditions: [condition('PodScheduled', 'False', unschedulable)] } },
    { name: 'gated', spec: { schedulingGates: [{ name: 'example.com/gate' }] }, status: {} },
    { name: 'gated-with-reason', spec: { schedulingGates: [{ name: 'example.com/gate' }] }, status: { reason: 'Evicted' } },
    { name: 'evicted', spec: bound, status: { phase: 'Failed', reason: 'Evicted', message: 'The node was low on resource: memory.' } },
    {
      name: 'deadline',
      spec: bound,
      status: { phase: 'Failed', reason: 'DeadlineExceeded', message: 'Pod was active on the node longer than the specified deadline' },
    },
    { name: 'node-affinity', spec: bound, status: { phase: 'Failed', reason: 'NodeAffinity' } },
    {
      name: 'node-shutdown',
      spec: bound,
      status: { phase: 'Failed', reason: 'Terminated', message: 'Pod was terminated in response to imminent node shutdown.' },
    },
    { name: 'node-lost', spec: bound, status: { phase: 'Running', reason: 'NodeLost' } },
  ]
}

function waitingCases(ago: Ago): PodCase[] {
  const reasons = [
    ...['ContainerCreating', 'PodInitializing', 'ErrImagePull', 'ImagePullBackOff', 'ErrImageNeverPull', 'InvalidImageName', 'CreateContainerConfigError'],
    ...['CreateContainerError', 'RunContainerError', 'RegistryUnavailable', 'Something'],
  ]
  const crashing = container(
    'web',
    waiting('CrashLoopBackOff', 'back-off 5m0s restarting failed container=web'),
    restarted(ago, 7, { exitCode: 1, reason: 'Error', seconds: 95 }),
  )
  return [
    ...reasons.map((reason) => ({
      name: `waiting-${reason.toLowerCase()}`,
      spec: bound,
      status: { phase: 'Pending', conditions: [UNREADY, INITIALIZED], containerStatuses: [container('web', waiting(reason, `because of ${reason}`))] },
    })),
    { name: 'waiting-crashloop', spec: bound, status: { phase: 'Running', conditions: [UNREADY, INITIALIZED], containerStatuses: [crashing] } },
    { name: 'waiting-without-reason', spec: bound, status: { phase: 'Pending', containerStatuses: [container('web', waiting())] } },
    { name: 'waiting-without-state', spec: bound, status: { phase: 'Pending', containerStatuses: [container('web', {})] } },
    {
      name: 'waiting-first-has-the-word',
      spec: { ...bound, ...two },
      status: { phase: 'Pending', containerStatuses: [container('web', waiting('ContainerCreating')), container('log', waiting('ImagePullBackOff'))] },
    },
    {
      name: 'waiting-second-beside-running',
      spec: { ...bound, ...two },
      status: {
        phase: 'Running',
        conditions: [UNREADY],
        containerStatuses: [container('web', running(ago), { ready: true }), container('log', waiting('ErrImagePull'))],
      },
    },
  ]
}

function endedCases(ago: Ago): PodCase[] {
  const one = (name: string, phase: string, end: Json): PodCase => ({ name, spec: bound, status: { phase, containerStatuses: [container('web', end)] } })
  return [
    one('ended-error', 'Failed', ended(ago, 10, { exitCode: 1, reason: 'Error' })),
    one('ended-oomkilled', 'Failed', ended(ago, 10, { exitCode: 137, reason: 'OOMKilled' })),
    one('ended-exit-code', 'Failed', ended(ago, 10, { exitCode: 3 })),
    one('ended-exit-code-0', 'Succeeded', ended(ago, 10, { exitCode: 0 })),
    one('ended-signal', 'Failed', ended(ago, 10, { exitCode: 137, signal: 9 })),
    one('ended-signal-exit-code-0', 'Failed', ended(ago, 10, { exitCode: 0, signal: 15 })),
    one('ended-completed', 'Succeeded', ended(ago, 10, { exitCode: 0, reason: 'Completed' })),
    one('ended-cannot-run', 'Failed', ended(ago, 10, { exitCode: 127, reason: 'ContainerCannotRun', message: 'exec: "nope": not found' })),
    one('ended-start-error', 'Failed', ended(ago, 10, { exitCode: 128, reason: 'StartError' })),
    one('ended-status-unknown', 'Failed', ended(ago, 10, { exitCode: 137, reason: 'ContainerStatusUnknown' })),
    one('ended-completed-badly', 'Failed', ended(ago, 10, { exitCode: 2, reason: 'Completed' })),
  ]
}

/** STATUS Completed is corrected when another container runs or failed. */
function completedMixes(ago: Ago): PodCase[] {
  const done = ended(ago, 20, { exitCode: 0, reason: 'Completed' })
  const bad = ended(ago, 20, { exitCode: 1, reason: 'Error' })
  const mix = (name: string, conditions: Json[], states: readonly [Json, Json, boolean]): PodCase => {
    const [web, log, ready] = states
    const containerStatuses = [container('web', web), container('log', log, { ready })]
    return { name: `mix-${name}`, spec: { ...bound, ...two }, status: { phase: 'Running', conditions, containerStatuses } }
  }
  return [
    mix('completed-beside-ready', [READY], [done, running(ago), true]),
    mix('completed-beside-running-not-ready', [UNREADY], [done, running(ago), true]),
    mix('completed-beside-unready-container', [READY], [done, running(ago), false]),
    mix('completed-beside-error', [UNREADY], [done, bad, false]),
    mix('completed-beside-completed', [UNREADY], [done, done, false]),
    mix('error-beside-ready', [READY], [bad, running(ago), true]),
    mix('running-before-completed', [READY], [running(ago), done, false]),
    mix('completed-beside-waiting', [UNREADY], [done, waiting('CrashLoopBackOff'), false]),
    mix('ready-twice', [UNREADY, READY], [done, running(ago), true]),
  ]
}

function initCases(ago: Ago): PodCase[] {
  const spec = { ...bound, initContainers: main('fetch', 'migrate') }
  const done = container('fetch', ended(ago, 20, { exitCode: 0, reason: 'Completed' }), { ready: true })
  const web = container('web', waiting('PodInitializing'))
  const init = (name: string, first: Json, second: Json): PodCase => {
    const status = { phase: 'Pending', conditions: [UNINITIALIZED, UNREADY], initContainerStatuses: [first, second], containerStatuses: [web] }
    return { name: `init-${name}`, spec, status }
  }
  const next = container('migrate', waiting('PodInitializing'))
  return [
    init('0-of-2', container('fetch', waiting('PodInitializing')), next),
    init('running', container('fetch', running(ago)), next),
    init('1-of-2', done, container('migrate', running(ago))),
    init('waiting', container('fetch', waiting('ImagePullBackOff', 'Back-off pulling image')), next),
    init('creating', container('fetch', waiting('ContainerCreating')), next),
    init('error', container('fetch', ended(ago, 4, { exitCode: 1, reason: 'Error' }), restarted(ago, 3, { exitCode: 1, reason: 'Error', seconds: 61 })), next),
    init('exit-code', container('fetch', ended(ago, 4, { exitCode: 4 })), next),
    init('signal', container('fetch', ended(ago, 4, { exitCode: 139, signal: 11 })), next),
    init('crashloop', done, container('migrate', waiting('CrashLoopBackOff'), restarted(ago, 12, { exitCode: 2, reason: 'Error', seconds: 240 }))),
    init('both-done', done, container('migrate', ended(ago, 9, { exitCode: 0, reason: 'Completed' }))),
    {
      name: 'init-again-after-initialized',
      spec,
      status: {
        phase: 'Running',
        conditions: [INITIALIZED, READY],
        initContainerStatuses: [container('fetch', running(ago)), next],
        containerStatuses: [container('web', running(ago), { ready: true })],
      },
    },
  ]
}

function sidecars(ago: Ago): PodCase[] {
  const spec = { ...bound, initContainers: [sidecar('mesh'), ...main('migrate')] }
  const web = container('web', running(ago), { ready: true, ...restarted(ago, 2, { exitCode: 1, seconds: 4000 }) })
  const done = container('migrate', ended(ago, 20, { exitCode: 0 }), restarted(ago, 5, { exitCode: 1, seconds: 30 }))
  const mesh = (more: Json): Json => container('mesh', running(ago), { started: true, ...more })
  const pod = (name: string, mesh: Json, rest: Json): PodCase => ({
    name: `sidecar-${name}`,
    spec,
    status: { phase: 'Running', conditions: [INITIALIZED, READY], initContainerStatuses: [mesh, done], containerStatuses: [web], ...rest },
  })
  const pending = { phase: 'Pending', conditions: [UNINITIALIZED], containerStatuses: [container('web', waiting('PodInitializing'))] }
  return [
    pod('ready', mesh({ ready: true }), {}),
    pod('not-ready', mesh({}), {}),
    pod('restarted', mesh({ ready: true, ...restarted(ago, 4, { exitCode: 137, seconds: 700 }) }), {}),
    pod('started-while-initializing', mesh({ ready: true, restartCount: 1 }), {
      ...pending,
      initContainerStatuses: [mesh({ ready: true }), container('migrate', running(ago))],
    }),
    pod('not-started', container('mesh', running(ago), { started: false }), pending),
    pod('crashing', container('mesh', waiting('CrashLoopBackOff'), { started: false, ...restarted(ago, 6, { exitCode: 1, seconds: 45 }) }), pending),
    pod(
      'crashing-after-initialized',
      container('mesh', waiting('CrashLoopBackOff'), { started: false, ...restarted(ago, 6, { exitCode: 1, seconds: 45 }) }),
      {},
    ),
    pod('ended', container('mesh', ended(ago, 3, { exitCode: 0 })), {
      phase: 'Succeeded',
      containerStatuses: [container('web', ended(ago, 3, { exitCode: 0, reason: 'Completed' }))],
    }),
  ]
}

function leaving(ago: Ago): PodCase[] {
  const running1 = { phase: 'Running', conditions: [READY], containerStatuses: [container('web', running(ago), { ready: true })] }
  const deleted = (name: string, status: Json): PodCase => ({ name: `deleted-${name}`, spec: bound, deleted: true, status })
  return [
    deleted('running', running1),
    deleted('pending', { phase: 'Pending' }),
    deleted('node-lost', { ...running1, reason: 'NodeLost' }),
    deleted('failed', { phase: 'Failed', containerStatuses: [container('web', ended(ago, 5, { exitCode: 137, reason: 'Error' }))] }),
    deleted('succeeded', { phase: 'Succeeded', containerStatuses: [container('web', ended(ago, 5, { exitCode: 0, reason: 'Completed' }))] }),
    deleted('failed-node-lost', { phase: 'Failed', reason: 'NodeLost' }),
    deleted('evicted', { phase: 'Failed', reason: 'Evicted' }),
    deleted('crashing', { phase: 'Running', containerStatuses: [container('web', waiting('CrashLoopBackOff'))] }),
  ]
}

/** RESTARTS with ages from every rung of the ladder. */
function restarts(ago: Ago): PodCase[] {
  const rungs = [
    1, 119, 120, 180, 192, 599, 600, 10_740, 10_800, 18_600, 28_740, 28_800, 172_740, 172_800, 277_200, 604_800, 691_200, 63_000_000, 63_072_000, 65_664_000,
    252_288_000, -30,
  ]
  const status = (...statuses: Json[]): Json => ({ phase: 'Running', conditions: [READY], containerStatuses: statuses })
  return [
    ...rungs.map((seconds, index) => ({
      name: `restarted-${String(index).padStart(2, '0')}`,
      spec: bound,
      status: status(container('web', running(ago, 0), { ready: true, ...restarted(ago, index + 1, { exitCode: 1, seconds }) })),
    })),
    { name: 'restarted-without-end', spec: bound, status: status(container('web', running(ago), { ready: true, restartCount: 5 })) },
    {
      name: 'restarted-0-with-end',
      spec: bound,
      status: status(container('web', running(ago), { ready: true, ...restarted(ago, 0, { exitCode: 1, seconds: 5 }) })),
    },
    {
      name: 'restarted-both',
      spec: { ...bound, ...two },
      status: status(
        container('web', running(ago), { ready: true, ...restarted(ago, 3, { exitCode: 1, seconds: 9000 }) }),
        container('log', running(ago), { ready: true, ...restarted(ago, 4, { exitCode: 1, seconds: 500 }) }),
      ),
    },
  ]
}

function wide(ago: Ago): PodCase[] {
  const gates = { readinessGates: [{ conditionType: 'example.com/one' }, { conditionType: 'example.com/two' }] }
  const ready = [container('web', running(ago), { ready: true })]
  return [
    {
      name: 'wide-gates-1-of-2',
      spec: { ...bound, ...gates },
      status: { phase: 'Running', conditions: [condition('example.com/one', 'True')], containerStatuses: ready },
    },
    {
      name: 'wide-gates-2-of-2',
      spec: { ...bound, ...gates },
      status: { phase: 'Running', conditions: [condition('example.com/two', 'True'), READY, condition('example.com/one', 'True')], containerStatuses: ready },
    },
    { name: 'wide-gates-0-of-2', spec: gates, status: { phase: 'Pending', conditions: [condition('example.com/one', 'Unknown')] } },
    {
      name: 'wide-ip',
      spec: bound,
      status: { phase: 'Running', podIP: '10.1.2.3', podIPs: [{ ip: '10.1.2.3' }, { ip: 'fd00::3' }], containerStatuses: ready },
    },
    { name: 'wide-nominated', status: { phase: 'Pending', nominatedNodeName: 'ship-2' } },
    {
      name: 'wide-unnamed-status',
      spec: bound,
      status: { phase: 'Running', containerStatuses: [...ready, container('stranger', running(ago), { ready: true, restartCount: 2 })] },
    },
    {
      name: 'wide-ephemeral',
      spec: bound,
      ephemeral: ['debugger'],
      status: { phase: 'Running', containerStatuses: ready, ephemeralContainerStatuses: [container('debugger', running(ago), { restartCount: 9 })] },
    },
  ]
}
