import type { PodCase } from './PodCase.ts'
import {
  type Ago,
  bound,
  container,
  ended,
  INITIALIZED,
  type Json,
  main,
  READY,
  restarted,
  running,
  sidecar,
  UNINITIALIZED,
  UNREADY,
  waiting,
} from './statuses.ts'

/** Pods whose init containers have not all ended, and pods with sidecars. */
export function initPodCases(ago: Ago): PodCase[] {
  return [...initCases(ago), ...sidecars(ago)]
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
