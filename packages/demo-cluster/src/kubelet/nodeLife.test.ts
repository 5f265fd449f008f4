import { describe, expect, it } from 'vitest'
import type { Node } from '../workloads.ts'
import { startKubelet } from './startKubelet.ts'
import { onNode } from './testing/onNode.ts'
import { ScriptedRuntime } from './testing/ScriptedRuntime.ts'

const nodeOf = ({ store }: ReturnType<typeof onNode>) => store.get('nodes', undefined, 'minikube') as Node | undefined
const renewed = ({ store }: ReturnType<typeof onNode>) =>
  (store.get('leases.coordination.k8s.io', 'kube-node-lease', 'minikube')?.['spec'] as { renewTime: string } | undefined)?.renewTime

describe('a node', () => {
  it('is registered as a kubelet of 1.36 on Debian, Ready from the start', () => {
    const node = nodeOf(onNode())
    expect(node?.metadata.labels).toMatchObject({
      'kubernetes.io/hostname': 'minikube',
      'kubernetes.io/os': 'linux',
      'node-role.kubernetes.io/control-plane': '',
    })
    expect(node?.status).toMatchObject({
      addresses: [
        { type: 'InternalIP', address: '192.168.49.2' },
        { type: 'Hostname', address: 'minikube' },
      ],
      capacity: { cpu: '2', pods: '110' },
      nodeInfo: { kubeletVersion: 'v1.36.3', osImage: 'Debian GNU/Linux 12 (bookworm)', operatingSystem: 'linux', architecture: 'amd64' },
    })
    expect(node?.status?.conditions?.map(({ type, status, reason }) => `${type} ${status} ${reason}`)).toEqual([
      'MemoryPressure False KubeletHasSufficientMemory',
      'DiskPressure False KubeletHasNoDiskPressure',
      'PIDPressure False KubeletHasSufficientPID',
      'Ready True KubeletReady',
    ])
  })

  it('renews its lease every ten seconds, and reports its status every five minutes or when an image came', () => {
    const node = onNode()
    const reports: number[] = []
    node.store.subscribe(({ resource }) => {
      if (resource === 'nodes') reports.push((node.clock.now() - Date.UTC(2026, 0, 1)) / 1000)
    })
    node.clock.advance(25_000)
    expect(renewed(node)).toBe('2026-01-01T00:00:20.000000Z')
    node.clock.advance(600_000)
    expect(reports).toEqual([300, 600])
    node.bind()
    node.clock.advance(10_000)
    expect(reports).toEqual([300, 600, 630])
    expect(nodeOf(node)?.status?.images?.[0]).toMatchObject({
      names: [expect.stringMatching(/^docker.io\/library\/nginx@sha256:/), 'docker.io/library/nginx:1'],
      sizeBytes: 1234,
    })
  })

  it('that is cut off says nothing; back again it tells what happened and does what was asked meanwhile', () => {
    const node = onNode({ script: ({ hostname }) => (hostname === 'crashes' ? { ends: { after: 60_000, exit: { exitCode: 1 } } } : { stopsIn: 0 }) })
    node.bind({}, 'stays')
    node.bind({}, 'deleted')
    node.bind({ restartPolicy: 'Never' }, 'crashes')
    node.clock.advance(1_000)
    node.kubelet.cutOff(true)
    const [writes, lease] = [node.told.length, renewed(node)]
    node.remove('deleted')
    node.bind({}, 'new')
    node.clock.advance(120_000)
    expect(node.told.slice(writes).map(({ metadata }) => metadata.name)).toEqual(['deleted', 'new'])
    expect(renewed(node)).toBe(lease)
    node.kubelet.cutOff(false)
    node.clock.advance(1_000)
    expect(renewed(node)).toBe('2026-01-01T00:02:01.000000Z')
    expect(node.pod('deleted')).toBeUndefined()
    expect(node.pod('new')?.status?.phase).toBe('Running')
    expect(node.pod('crashes')?.status?.phase).toBe('Failed')
    expect(node.state('web', 'stays')).toMatchObject({ ready: true, restartCount: 0 })
  })
})

describe('a kubelet that starts again', () => {
  it('takes over what its node ran, without a word', () => {
    const old = onNode({
      script: ({ hostname }) => (hostname === 'crashes' ? { ends: { after: 100, exit: { exitCode: 1 } } } : { stopsIn: 0, prints: 'hello\n' }),
    })
    const readinessProbe = { httpGet: { port: 80 }, periodSeconds: 10 }
    old.bind({}, 'plain')
    old.bind({ web: { readinessProbe } }, 'unready')
    old.bind({}, 'crashes')
    old.bind({ restartPolicy: 'Never' }, 'leaves')
    old.clock.advance(250_000)
    old.kubelet.stop()
    const before = ['plain', 'crashes', 'unready'].map((name) => old.pod(name)?.status)
    const [told, events] = [old.told.length, old.events().length]
    const runtime = new ScriptedRuntime(old.clock, () => ({ stopsIn: 0 }))
    startKubelet(old.parts, { node: 'minikube', runtime })
    old.clock.advance(5)
    expect(['plain', 'crashes', 'unready'].map((name) => old.pod(name)?.status)).toEqual(before)
    expect(old.told.length).toBe(told)
    expect(
      old
        .events()
        .slice(events)
        .filter((event) => !event.startsWith('Unhealthy') && !event.startsWith('BackOff')),
    ).toEqual([])
    expect(runtime.starts.map(({ hostname }) => hostname).sort()).toEqual(['leaves', 'plain', 'unready'])
    expect(runtime.starts[0]?.podIP).toMatch(/^10\.244\.0\./)
    old.remove('plain')
    old.bind({}, 'another')
    old.clock.advance(60_000)
    expect(old.pod('plain')).toBeUndefined()
    expect(old.state('web', 'crashes')?.restartCount).toBe((before[1]?.containerStatuses?.[0]?.restartCount ?? 0) + 1)
    const addresses = old.store.list('pods').map((pod) => (pod['status'] as { podIP: string }).podIP)
    expect(new Set(addresses).size).toBe(addresses.length)
  })
})
