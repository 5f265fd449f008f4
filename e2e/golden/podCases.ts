import { endedPodCases } from './endedPodCases.ts'
import { initPodCases } from './initPodCases.ts'
import type { PodCase } from './PodCase.ts'
import { type Ago, agoFrom, bound, condition, container, ended, INITIALIZED, type Json, READY, restarted, running, two, UNREADY, waiting } from './statuses.ts'

/** The conditions a pod can be in, each with its own name. */
export function podCases(moment: number): PodCase[] {
  const ago = agoFrom(moment)
  return [...phases(), ...waitingCases(ago), ...endedPodCases(ago), ...initPodCases(ago), ...leaving(ago), ...wide(ago)]
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
  const images = ['ErrImagePull', 'ImagePullBackOff', 'ErrImageNeverPull', 'InvalidImageName', 'RegistryUnavailable']
  const containers = ['ContainerCreating', 'PodInitializing', 'CreateContainerConfigError', 'CreateContainerError', 'RunContainerError', 'Something']
  const crashing = container(
    'web',
    waiting('CrashLoopBackOff', 'back-off 5m0s restarting failed container=web'),
    restarted(ago, 7, { exitCode: 1, reason: 'Error', seconds: 95 }),
  )
  return [
    ...[...images, ...containers].map((reason) => ({
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
