import { describe, expect, it } from 'vitest'
import { paces } from '../Pace.ts'
import { onNode } from './testing/onNode.ts'

const pace = { ...paces.instant, backOff: 1 }
const answer = (status: number, after = 0) => ({ status, headers: {}, body: '', after })

describe('a readiness probe', () => {
  it('decides whether the pod is ready, and says why it is not', () => {
    let status: number | null = null
    const serves = (port: number) => (port === 8080 && status !== null ? answer(status) : undefined)
    const node = onNode({ pace, script: () => ({ serves }) })
    node.bind({ web: { ports: [{ name: 'http', containerPort: 8080 }], readinessProbe: { httpGet: { path: '/ok', port: 'http' }, periodSeconds: 2 } } })
    node.clock.advance(1_000)
    expect(node.state()).toMatchObject({ ready: false, started: true })
    expect(node.events('Unhealthy')).toEqual([
      'Unhealthy: Readiness probe failed: Get "http://10.244.0.2:8080/ok": dial tcp 10.244.0.2:8080: connect: connection refused',
    ])
    status = 500
    node.clock.advance(2_000)
    expect(node.events('Unhealthy').at(-1)).toBe('Unhealthy: Readiness probe failed: HTTP probe failed with statuscode: 500')
    status = 204
    node.clock.advance(2_000)
    expect(node.pod()?.status?.conditions?.find(({ type }) => type === 'Ready')?.status).toBe('True')
    const writes = node.told.length
    node.clock.advance(3_600_000)
    expect(node.told.length).toBe(writes)
    status = 500
    node.clock.advance(4_000)
    expect(node.state()?.ready).toBe(true)
    node.clock.advance(2_000)
    expect(node.state()).toMatchObject({ ready: false, restartCount: 0 })
  })

  it('does not wait longer than its timeout', () => {
    const node = onNode({ pace, script: () => ({ serves: () => answer(200, 3_000) }) })
    node.bind({ web: { readinessProbe: { httpGet: { port: 80 } } } })
    node.clock.advance(1_100)
    expect(node.events('Unhealthy')).toEqual([
      'Unhealthy: Readiness probe failed: Get "http://10.244.0.2:80/": context deadline exceeded (Client.Timeout exceeded while awaiting headers)',
    ])
  })
})

describe('a liveness probe', () => {
  const exec = () => ({ output: "cat: can't open '/tmp/x': No such file or directory\n", exitCode: 1 })
  const livenessProbe = { exec: { command: ['cat', '/tmp/x'] }, initialDelaySeconds: 5, periodSeconds: 5, failureThreshold: 2 }

  it('has the container killed and started again with nothing told in between', () => {
    const node = onNode({ pace, script: () => ({ exec, stopsIn: 1_000 }) })
    node.bind({ web: { livenessProbe } })
    node.clock.advance(12_000)
    expect(node.events().slice(-6)).toEqual([
      "Unhealthy: Liveness probe failed: cat: can't open '/tmp/x': No such file or directory\n",
      "Unhealthy: Liveness probe failed: cat: can't open '/tmp/x': No such file or directory\n",
      'Killing: Container web failed liveness probe, will be restarted',
      'Pulled: Container image "nginx:1" already present on machine and can be accessed by the pod',
      'Created: Container created',
      'Started: Container started',
    ])
    expect(node.story().slice(-2)).toEqual(['Running web=running ready', 'Running web=running ready ×1'])
  })

  it('that fails every 15 s restarts three times at once, then backs off for what is left of 20 s', () => {
    const node = onNode({ pace, script: () => ({ exec, stopsIn: 2_000 }) })
    node.bind({ terminationGracePeriodSeconds: 1, web: { livenessProbe } })
    node.clock.advance(66_000)
    expect(node.story().slice(3)).toEqual([
      'Running web=running ready',
      'Running web=running ready ×1',
      'Running web=running ready ×2',
      'Running web=running ready ×3',
      'Running web=CrashLoopBackOff ×3',
    ])
    expect(node.state()?.state?.waiting?.message).toMatch(/^back-off 20s restarting failed container=web/)
  })

  it('runs into its timeout, or has no such command: the first counts, the second does not', () => {
    const node = onNode({ pace, script: () => ({ exec: ([name]) => (name === 'sleep' ? { output: '', exitCode: 0, after: 5_000 } : exec()) }) })
    node.bind({ web: { livenessProbe: { exec: { command: ['sleep', '5'] }, periodSeconds: 5, failureThreshold: 1 } } })
    node.clock.advance(7_000)
    expect(node.events('Unhealthy')[0]).toBe('Unhealthy: Liveness probe failed: command timed out: "sleep 5" timed out after 1s')
    expect(node.events('Killing')).toHaveLength(1)
    const missing = onNode({ pace, script: () => ({}) })
    missing.bind({ web: { livenessProbe: { exec: { command: ['nope'] }, periodSeconds: 5, failureThreshold: 1 } } })
    missing.clock.advance(60_000)
    expect(missing.events('Unhealthy')[0]).toMatch(
      /^Unhealthy: Liveness probe errored and resulted in unknown state: rpc error: code = Unknown desc = failed to exec in container/,
    )
    expect(missing.state()?.restartCount).toBe(0)
  })
})

describe('a startup probe', () => {
  it('keeps the others waiting until it succeeds, and has the container restarted when it does not', () => {
    let open = false
    const node = onNode({ pace, script: () => ({ stopsIn: 0, serves: (port) => (open || port === 8080 ? answer(500) : undefined) }) })
    const startupProbe = { tcpSocket: { port: 81 }, periodSeconds: 3, failureThreshold: 3 }
    node.bind({ web: { startupProbe, readinessProbe: { httpGet: { port: 8080 }, periodSeconds: 1 } } })
    node.clock.advance(8_000)
    expect(node.state()).toMatchObject({ started: false, ready: false })
    expect(node.events('Unhealthy')).toEqual(Array(2).fill('Unhealthy: Startup probe failed: dial tcp 10.244.0.2:81: connect: connection refused'))
    node.clock.advance(2_000)
    expect(node.events('Killing')).toEqual(['Killing: Container web failed startup probe, will be restarted'])
    open = true
    node.clock.advance(4_000)
    expect(node.state()).toMatchObject({ started: true, ready: false, restartCount: 1 })
    expect(node.events('Unhealthy').at(-1)).toBe('Unhealthy: Readiness probe failed: HTTP probe failed with statuscode: 500')
  })
})
