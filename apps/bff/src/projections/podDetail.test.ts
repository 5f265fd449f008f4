import { describe, expect, it } from 'vitest'
import { podDetail } from './podDetail.ts'

const pod = {
  metadata: {
    uid: 'u',
    name: 'web-1',
    namespace: 'shop',
    labels: { tier: 'front', app: 'web' },
    annotations: { 'kubectl.kubernetes.io/default-container': 'web', secret: 'not for a row' },
  },
  spec: {
    serviceAccountName: 'default',
    terminationGracePeriodSeconds: 5,
    initContainers: [
      { name: 'mesh', image: 'mesh:1', restartPolicy: 'Always' },
      { name: 'migrate', image: 'migrate:1' },
    ],
    containers: [
      { name: 'log', image: 'log:1' },
      {
        name: 'web',
        image: 'web:1',
        env: [{ name: 'PASSWORD', value: 'hidden' }],
        ports: [
          { containerPort: 8080, protocol: 'TCP', name: 'http' },
          { containerPort: 53, protocol: 'UDP' },
        ],
      },
    ],
    ephemeralContainers: [{ name: 'debugger', image: 'debug:1' }],
  },
  status: {
    phase: 'Running',
    qosClass: 'Burstable',
    hostIP: '10.0.0.1',
    podIPs: [{ ip: '10.1.0.1' }, { ip: 'fd00::1' }],
    initContainerStatuses: [
      { name: 'migrate', restartCount: 2, state: { terminated: { exitCode: 0, reason: 'Completed', finishedAt: '2026-11-21T07:00:00Z' } } },
    ],
    containerStatuses: [
      {
        name: 'web',
        ready: true,
        restartCount: 1,
        state: { running: { startedAt: '2026-11-21T07:00:00Z' } },
        lastState: { terminated: { exitCode: 137, signal: 9 } },
      },
      { name: 'log', ready: false, state: { waiting: { reason: 'ErrImagePull', message: 'not found' } }, lastState: {} },
    ],
    ephemeralContainerStatuses: [{ name: 'debugger', state: {} }],
  },
}

describe('the detail of a pod', () => {
  const detail = podDetail(pod)

  it('lists containers in the order of the spec, each with its own status', () => {
    expect(detail.containers.map(({ name, role, state }) => [name, role, state.state])).toEqual([
      ['mesh', 'sidecar', 'unknown'],
      ['migrate', 'init', 'terminated'],
      ['log', 'main', 'waiting'],
      ['web', 'main', 'running'],
      ['debugger', 'ephemeral', 'unknown'],
    ])
    expect(detail.containers[3]).toMatchObject({
      ready: true,
      restarts: 1,
      last: { state: 'terminated', exitCode: 137, signal: 9 },
      ports: ['8080/TCP (http)', '53/UDP'],
    })
    expect(detail.containers[2]?.last).toBeNull()
  })

  it('names the default container only where the pod does', () => {
    expect(detail.defaultContainer).toBe('web')
    expect(podDetail({ ...pod, metadata: { uid: 'u' } }).defaultContainer).toBeNull()
    expect(podDetail({ metadata: { uid: 'u' } }).defaultContainer).toBeNull()
  })

  it('holds the row of the list and the rest of describe', () => {
    expect(detail.row.status).toBe('ErrImagePull')
    expect(detail).toMatchObject({
      phase: 'Running',
      qos: 'Burstable',
      serviceAccount: 'default',
      hostIP: '10.0.0.1',
      podIPs: ['10.1.0.1', 'fd00::1'],
      gracePeriodSeconds: 5,
    })
    expect(detail.labels).toEqual([
      ['app', 'web'],
      ['tier', 'front'],
    ])
  })

  it('carries no environment and no annotation', () => {
    expect(JSON.stringify(detail)).not.toMatch(/hidden|not for a row/)
  })
})
