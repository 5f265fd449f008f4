import { describe, expect, test } from 'vitest'
import type { KubeObject, NewObject } from '../objects.ts'
import { number, struct, structs, text } from './Struct.ts'
import { admissionOf } from './testing/admissionOf.ts'
import { admitted } from './testing/admitted.ts'

const namespace = 'cmp-admission'
const service = (name: string, spec: object): NewObject => ({ apiVersion: 'v1', kind: 'Service', metadata: { name }, spec: { ports: [{ port: 80 }], ...spec } })

function serviceMaker() {
  const { admission, store } = admissionOf()
  const write = (asked: NewObject, before?: KubeObject) => {
    const result = admission.admit(admitted('services', asked, { namespace, ...(before ? { before } : {}) }))
    return result.ok ? store.put('services', result.value) : result.status.message
  }
  return { store, write }
}

function made(result: KubeObject | string): KubeObject {
  if (typeof result === 'string') throw new Error(result)
  return result
}

const address = (of: KubeObject) => text(struct(of['spec'])['clusterIP'])
const nodePort = (of: KubeObject) => number(structs(struct(of['spec'])['ports'])[0]?.['nodePort'])

describe('addresses of services', () => {
  test('every service has one of its own, and its node port is free again when it is gone', () => {
    const { store, write } = serviceMaker()
    const all = Array.from({ length: 40 }, (_, index) => made(write(service(`s${index}`, { type: 'NodePort' }))))
    expect(new Set(all.map(address)).size).toBe(40)
    expect(new Set(all.map(nodePort)).size).toBe(40)
    expect(all.every((one) => address(one).startsWith('10.') && nodePort(one) >= 30_000 && nodePort(one) <= 32_767)).toBe(true)

    const again = service('again', { type: 'NodePort', ports: [{ port: 80, nodePort: 31_313 }] })
    made(write(again))
    const other = service('other', { type: 'NodePort', ports: [{ port: 80, nodePort: 31_313 }] })
    expect(write(other)).toBe('Service "other" is invalid: spec.ports[0].nodePort: Invalid value: 31313: provided port is already allocated')
    store.remove('services', namespace, 'again')
    expect(nodePort(made(write(other)))).toBe(31_313)
  })

  test('an update that leaves them out keeps address and port; another type gives the port back', () => {
    const { write } = serviceMaker()
    const first = made(write(service('s', { type: 'NodePort', selector: { a: 'b' } })))
    const second = made(write(service('s', { type: 'NodePort', ports: [{ port: 81 }] }), first))
    expect([address(second), nodePort(second)]).toEqual([address(first), nodePort(first)])

    const asClusterIp = made(write({ ...second, spec: { ...struct(second['spec']), type: 'ClusterIP' } }, second))
    expect([address(asClusterIp), nodePort(asClusterIp)]).toEqual([address(first), 0])
    const other = service('other', { type: 'NodePort', ports: [{ port: 80, nodePort: nodePort(first) }] })
    expect(nodePort(made(write(other)))).toBe(nodePort(first))
  })

  test('the address that a real cluster would not give is refused in its words', () => {
    const { write } = serviceMaker()
    expect(write(service('s', { clusterIP: '10.96.0.1' }))).toBe(
      'Service "s" is invalid: spec.clusterIPs: Invalid value: ["10.96.0.1"]: failed to allocate IP 10.96.0.1: provided IP is already allocated',
    )
    expect(write(service('s', { type: 'NodePort', ports: [{ port: 80, nodePort: 80 }] }))).toBe(
      'Service "s" is invalid: spec.ports[0].nodePort: Invalid value: 80: provided port is not in the valid range. The range of valid ports is 30000-32767',
    )
  })
})

describe('pods', () => {
  const pod = (name: string): NewObject => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, labels: { app: 'web' } },
    spec: {
      containers: [
        {
          name: 'web',
          image: 'acme/web:1',
          ports: [{ containerPort: 80 }],
          env: [{ name: 'NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }],
          resources: { requests: { cpu: '10m', memory: '16Mi' }, limits: { memory: '64Mi' } },
          readinessProbe: { httpGet: { path: '/', port: 80 } },
        },
      ],
    },
  })

  test('what is complete is left as it is, object by object', () => {
    const { admission } = admissionOf()
    const first = admission.admit(admitted('pods', pod('p'), { namespace }))
    if (!first.ok) throw new Error(first.status.message)
    const again = admission.admit(admitted('pods', first.value, { before: first.value }))
    expect(again.ok && again.value['spec']).toBe(first.value['spec'])
  })

  test('the scheduler gives a pod its node, and nobody takes it away', () => {
    const { admission } = admissionOf()
    const first = admission.admit(admitted('pods', pod('p'), { namespace }))
    if (!first.ok) throw new Error(first.status.message)
    const bound: KubeObject = { ...first.value, spec: { ...struct(first.value['spec']), nodeName: 'node-1' } }
    expect(admission.admit(admitted('pods', bound, { before: first.value })).ok).toBe(true)
    const moved: KubeObject = { ...bound, spec: { ...struct(bound['spec']), nodeName: 'node-2' } }
    expect(admission.admit(admitted('pods', moved, { before: bound }))).toMatchObject({ ok: false, status: { code: 422 } })
  })

  test('a thousand are let in in well under a second', () => {
    const { admission, store } = admissionOf()
    const started = process.cpuUsage()
    for (let index = 0; index < 1000; index++) {
      const result = admission.admit(admitted('pods', pod(`p-${index}`), { namespace }))
      if (result.ok) store.put('pods', result.value)
    }
    expect(process.cpuUsage(started).user / 1000).toBeLessThan(1000)
    expect(store.list('pods')).toHaveLength(1000)
  })
})
