import { describe, expect, it } from 'vitest'
import { paces } from '../Pace.ts'
import { onNode } from './testing/onNode.ts'

const pace = { ...paces.instant, backOff: 1 }
const base64 = (text: string) => Buffer.from(text).toString('base64')

describe('the environment of a container', () => {
  it('holds services, sources and values with references put in, also into command and args', () => {
    const node = onNode({ pace })
    const service = (name: string, clusterIP: string, port: object) =>
      node.create('services', { kind: 'Service', metadata: { name }, spec: { clusterIP, ports: [port] } })
    service('kubernetes', '10.96.0.1', { name: 'https', port: 443, protocol: 'TCP' })
    service('my-db', '10.96.0.7', { port: 5432 })
    service('headless', 'None', { port: 1 })
    node.create('configmaps', { kind: 'ConfigMap', metadata: { name: 'config' }, data: { colour: 'red', size: 'big' } })
    node.create('secrets', { kind: 'Secret', metadata: { name: 'login' }, data: { user: base64('ann'), password: base64('pässword') } })
    node.bind({
      web: {
        command: ['/app', '--url=$(URL)', '$$(URL)', '$(NOPE)'],
        args: ['$(USER)'],
        resources: { limits: { cpu: '1500m', memory: '64Mi' } },
        envFrom: [{ prefix: 'C_', configMapRef: { name: 'config' } }, { secretRef: { name: 'nope', optional: true } }],
        env: [
          { name: 'USER', valueFrom: { secretKeyRef: { name: 'login', key: 'user' } } },
          { name: 'URL', value: 'db://$(USER)@$(MY_DB_SERVICE_HOST)/$(C_colour)' },
          { name: 'NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
          { name: 'IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } },
          { name: 'CPU', valueFrom: { resourceFieldRef: { resource: 'limits.cpu' } } },
          { name: 'MEMORY', valueFrom: { resourceFieldRef: { resource: 'limits.memory', divisor: '1Mi' } } },
          { name: 'MISSING', valueFrom: { configMapKeyRef: { name: 'config', key: 'nope', optional: true } } },
        ],
      },
    })
    node.clock.advance(100)
    const [start] = node.runtime.starts
    expect(start?.command).toEqual(['/app', '--url=db://ann@10.96.0.7/red', '$(URL)', '$(NOPE)'])
    expect(start?.args).toEqual(['ann'])
    expect(start?.env).toMatchObject({
      KUBERNETES_SERVICE_HOST: '10.96.0.1',
      KUBERNETES_SERVICE_PORT: '443',
      KUBERNETES_SERVICE_PORT_HTTPS: '443',
      KUBERNETES_PORT: 'tcp://10.96.0.1:443',
      KUBERNETES_PORT_443_TCP: 'tcp://10.96.0.1:443',
      KUBERNETES_PORT_443_TCP_PROTO: 'tcp',
      KUBERNETES_PORT_443_TCP_PORT: '443',
      KUBERNETES_PORT_443_TCP_ADDR: '10.96.0.1',
      MY_DB_SERVICE_PORT: '5432',
      C_size: 'big',
      NAME: 'web-0',
      IP: '10.244.0.2',
      CPU: '2',
      MEMORY: '64',
    })
    expect(Object.keys(start?.env ?? {}).filter((name) => name.startsWith('HEADLESS') || name === 'MISSING')).toEqual([])
    expect(start?.memoryLimitBytes).toBe(64 * 1024 * 1024)
  })

  it('that lacks something keeps the container from being created, until it is there', () => {
    const node = onNode({ pace })
    node.bind({ web: { env: [{ name: 'A', valueFrom: { secretKeyRef: { name: 'late', key: 'a' } } }] } })
    node.clock.advance(100)
    expect(node.state()?.state?.waiting).toEqual({ reason: 'CreateContainerConfigError', message: 'secret "late" not found' })
    expect(node.events().slice(-1)).toEqual(['Failed: Error: secret "late" not found'])
    node.create('secrets', { kind: 'Secret', metadata: { name: 'late' }, data: { b: base64('x') } })
    node.clock.advance(40_000)
    expect(node.state()?.state?.waiting?.message).toBe("couldn't find key a in Secret default/late")
    const late = node.store.get('secrets', 'default', 'late')
    if (late) node.store.put('secrets', { ...late, data: { a: base64('x') } })
    node.clock.advance(16_000)
    expect(node.state()).toMatchObject({ ready: true, restartCount: 0 })
  })
})

describe('volumes', () => {
  const volumeMounts = [{ name: 'v', mountPath: '/v' }]

  it('show secrets, configMaps, the pod itself and its token', () => {
    const node = onNode({ pace, options: { tokenFor: ({ spec }) => `token of ${spec.serviceAccountName ?? ''}` } })
    node.create('secrets', { kind: 'Secret', metadata: { name: 's' }, data: { user: base64('ann'), password: base64('x') } })
    node.create('configmaps', { kind: 'ConfigMap', metadata: { name: 'kube-root-ca.crt' }, data: { 'ca.crt': 'CERTIFICATE' } })
    const projected = {
      sources: [
        { serviceAccountToken: { path: 'token', expirationSeconds: 3607 } },
        { configMap: { name: 'kube-root-ca.crt', items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
        { downwardAPI: { items: [{ path: 'namespace', fieldRef: { fieldPath: 'metadata.namespace' } }] } },
      ],
    }
    node.bind({
      serviceAccountName: 'robot',
      volumes: [
        { name: 'v', projected },
        { name: 's', secret: { secretName: 's', items: [{ key: 'user', path: 'me/user' }] } },
        { name: 'e', emptyDir: {} },
      ],
      web: { volumeMounts: [...volumeMounts, { name: 's', mountPath: '/s', readOnly: true }, { name: 'e', mountPath: '/e' }] },
    })
    node.clock.advance(100)
    const mounts = node.runtime.starts[0]?.volumes.map(({ mountPath, readOnly, files }) => [mountPath, readOnly, Object.fromEntries(files)])
    expect(mounts).toEqual([
      ['/v', true, { token: 'token of robot', 'ca.crt': 'CERTIFICATE', namespace: 'default' }],
      ['/s', true, { 'me/user': 'ann' }],
      ['/e', false, {}],
    ])
    expect(node.state()?.volumeMounts?.[1]).toEqual({ name: 's', mountPath: '/s', readOnly: true, recursiveReadOnly: 'Disabled' })
  })

  it('that cannot be set up keep the pod in ContainerCreating, until they can', () => {
    const node = onNode({ pace })
    node.bind({ volumes: [{ name: 'v', secret: { secretName: 'late' } }], web: { volumeMounts } })
    node.clock.advance(5_000)
    expect(node.story().at(-1)).toBe('Pending web=ContainerCreating')
    expect(node.events()[0]).toBe('FailedMount: MountVolume.SetUp failed for volume "v" : secret "late" not found')
    expect(node.events().length).toBeGreaterThan(3)
    node.create('secrets', { kind: 'Secret', metadata: { name: 'late' }, data: {} })
    node.clock.advance(10_000)
    expect(node.story().at(-1)).toBe('Running web=running ready')
  })

  it('of a pod that is deleted before they could be set up are not waited for', () => {
    const node = onNode({ pace })
    node.bind({ volumes: [{ name: 'v', configMap: { name: 'late' } }], web: { volumeMounts } })
    node.clock.advance(100_000)
    node.remove()
    node.clock.advance(100)
    expect(node.pod()).toBeUndefined()
  })

  it('follow a configMap or a secret that changes, within a minute or so', () => {
    const node = onNode({ pace })
    node.create('configmaps', { kind: 'ConfigMap', metadata: { name: 'config' }, data: { colour: 'red' } })
    node.bind({ volumes: [{ name: 'v', configMap: { name: 'config' } }], web: { volumeMounts } })
    node.clock.advance(1_000)
    const before = node.store.get('configmaps', 'default', 'config')
    if (before) node.store.put('configmaps', { ...before, data: { colour: 'blue' } })
    node.clock.advance(1_000)
    expect(node.runtime.starts[0]?.volumes[0]?.files.get('colour')).toBe('red')
    node.clock.advance(90_000)
    expect(node.runtime.starts[0]?.volumes[0]?.files.get('colour')).toBe('blue')
  })
})
