import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { ManualClock } from '@binnacle/shared'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type Contexts, type ContextsOptions, openContexts } from './connect.ts'
import { TestCluster } from './testing/TestCluster.ts'
import { until } from './testing/until.ts'
import { passUntil, testPods } from './testing/watchPods.ts'

// Real sockets on a machine that may be busy.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 })

let home: string
let clock: ManualClock
let opened: Contexts | null
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'binnacle-home-'))
  mkdirSync(join(home, '.kube'))
  clock = new ManualClock()
  opened = null
})
afterEach(() => {
  opened?.close()
  rmSync(home, { recursive: true })
})

const contexts = (kubeconfig?: string, more: Partial<ContextsOptions> = {}) => {
  opened = openContexts({ kubeconfig, home, clock, random: () => 0, startDemo: () => Promise.reject(new Error('nobody asked for it')), ...more })
  return opened
}
const config = (name: string, server: string, extra = '') => `apiVersion: v1
kind: Config
clusters: [{name: ${name}, cluster: {server: "${server}"}}]
users: [{name: ${name}, user: {token: ${name}-token}}]
contexts: [{name: ${name}, context: {cluster: ${name}, user: ${name}${extra}}}]
current-context: ${name}
`
const write = (file: string, text: string) => {
  const path = join(home, file)
  writeFileSync(path, text)
  return path
}
const openedOf = (all: Contexts, name: string) => {
  const cluster = all.open(name)
  if (!cluster.ok) throw new Error('not opened')
  return cluster.output
}
const podsOf = (all: Contexts, name: string) => {
  const { source } = openedOf(all, name).informers.acquire(testPods, { namespace: null })
  return { source, rows: () => [...source.rows.values()].map((row) => row.name).join() }
}
/** What is current is starred, what is simulated stands in brackets. */
const names = ({ summaries }: Contexts) => summaries.map(({ name, current, simulated }) => `${simulated ? `[${name}]` : name}${current ? '*' : ''}`).join(' ')

describe('the kubeconfig', () => {
  test('is ~/.kube/config, without keys and tokens in what the picker gets', () => {
    write('.kube/config', config('mini', 'https://me:pw@10.0.0.1:8443/', ', namespace: team'))
    const { summaries, problem } = contexts()
    expect(summaries[0]).toEqual({ name: 'mini', cluster: 'mini', user: 'mini', server: 'https://10.0.0.1:8443', namespace: 'team', current: true })
    expect(problem).toBeNull()
  })

  test('several files are joined as kubectl does: missing ones are no fault, the first of a name counts', () => {
    const one = write('one', config('a', 'https://one'))
    const two = write('two', `${config('b', 'https://two')}`)
    const three = write('three', config('a', 'https://three'))
    const all = contexts([one, join(home, 'missing'), '', two, three].join(delimiter))
    expect(names(all)).toBe('a* b [demo]')
    expect(all.summaries[0]?.server).toBe('https://one')
  })

  test.each([
    ['no YAML', 'a: [b', 'is not valid'],
    ['a secret in the wrong place', 'users: [{name: a, user: {token: [s3cret]}}]', 'users.0.user.token has the wrong type'],
  ])('%s is a sentence for the reader, and no other cluster takes its place', (_, text, sentence) => {
    write('.kube/config', text)
    const all = contexts()
    expect(all.problem).toContain(sentence)
    expect(all.problem).not.toContain('s3cret')
    expect(names(all)).toBe('[demo]')
  })

  test.each([
    ['no file', null, 'There is no kubeconfig at'],
    ['an empty file', '', 'There is no kubeconfig at'],
    ['no context', 'kind: Config', 'has no context'],
    ['a context without its cluster', 'contexts: [{name: a, context: {cluster: gone, user: x}}]', 'has no context'],
  ])('%s where KUBECONFIG points to is a sentence too; where nobody points anywhere, the demo cluster is the one to open', (_, text, sentence) => {
    if (text !== null) write('.kube/config', text)
    const asked = contexts(join(home, '.kube/config'))
    expect(asked.problem).toContain(sentence)
    expect(names(asked)).toBe('[demo]')
    asked.close()
    const unasked = contexts()
    expect(unasked.problem).toBeNull()
    expect(names(unasked)).toBe('[demo]*')
  })

  test('one that appears later is noticed, one that breaks leaves what was there', () => {
    const seen: string[] = []
    const all = contexts()
    all.subscribe(() => seen.push(`${names(all)}|${all.problem === null}`))
    expect(names(all)).toBe('[demo]*')
    clock.advance(10_000)
    write('.kube/config', config('late', 'https://one'))
    clock.advance(2_000)
    expect(seen).toEqual(['late [demo]*|true'])
    expect(all.open('late').ok).toBe(true)
    write('.kube/config', 'half: [')
    clock.advance(2_000)
    expect(seen).toEqual(['late [demo]*|true', 'late [demo]*|false'])
    renameSync(write('new', config('later', 'https://one')), join(home, '.kube/config'))
    clock.advance(2_000)
    expect(seen[2]).toBe('later [demo]*|true')
  })

  test('an unknown context is NotFound, a known one is opened once', () => {
    write('.kube/config', config('mini', 'https://127.0.0.1:1'))
    const all = contexts()
    expect(all.open('other')).toMatchObject({ ok: false, failure: { reason: 'NotFound' } })
    const first = all.open('mini')
    expect(first.ok && first.output).toBe(first.ok && all.open('mini').ok && (all.open('mini') as typeof first).output)
  })
})

describe('the demo cluster', () => {
  test('starts when somebody first asks it something, once, and ends with Binnacle', async () => {
    const demo = new TestCluster()
    demo.createPod('simulated')
    const life: string[] = []
    const startDemo = async (name: string) => {
      life.push(`${name} started`)
      await demo.listen()
      return { url: demo.url, kubeconfig: '/tmp/d/kubeconfig', close: () => demo.close().then(() => void life.push('ended')) }
    }
    write('.kube/config', config('mini', 'https://127.0.0.1:1'))
    const all = contexts(undefined, { startDemo, away: true })
    const heard: unknown[] = []
    all.subscribe(() => heard.push(all.summaries[1]?.kubeconfig))
    expect(names(all)).toBe('mini* [demo]')
    expect([life, all.summaries[1]?.kubeconfig]).toEqual([[], undefined])
    const { rows } = podsOf(all, 'demo')
    await passUntil({ clock }, () => rows() === 'simulated')
    expect(life).toEqual(['demo started'])
    expect(heard).toEqual([{ path: '/tmp/d/kubeconfig', away: true }])
    all.close()
    await until(() => life.length === 2)
    expect(life).toEqual(['demo started', 'ended'])
  })

  test('a context of that name that the user has keeps it', () => {
    write('.kube/config', config('demo', 'https://127.0.0.1:1'))
    const all = contexts()
    expect(names(all)).toBe('demo* [demo (simulated)]')
    expect(all.open('demo (simulated)').ok).toBe(true)
  })

  test('asked for by name, it is the only one, whatever the kubeconfig says', () => {
    write('.kube/config', config('mini', 'https://127.0.0.1:1'))
    expect(names(contexts(undefined, { demoOnly: true }))).toBe('[demo]*')
  })

  test('one that does not start says why, and has no kubeconfig to wait for', async () => {
    const all = contexts(undefined, { startDemo: () => Promise.reject(new Error('no memory')) })
    const cluster = openedOf(all, 'demo')
    expect(cluster.health.state).toBe('connecting')
    await passUntil({ clock }, () => cluster.health.state !== 'connecting')
    expect(cluster.health).toMatchObject({ state: 'unreachable', failure: { message: 'the demo cluster did not start: no memory' } })
    expect(all.summaries[0]?.kubeconfig).toBeNull()
  })
})

describe('a context that changes while it is open', () => {
  test('minikube delete and start: the new address is used and the old rows go', async () => {
    const tokens = { 'mini-token': { name: 'mini', groups: ['system:masters'] } }
    const [first, second] = [await TestCluster.start({ tokens, seed: 1 }), await TestCluster.start({ tokens, seed: 2 })]
    for (let version = 0; version < 50; version++) first.createPod(`old-${version}`)
    second.createPod('new')
    expect(Number(second.version)).toBeLessThan(Number(first.version))
    write('.kube/config', config('mini', first.url))
    const { source, rows } = podsOf(contexts(), 'mini')
    await passUntil({ clock }, () => source.rows.size === 50)
    await first.close()
    write('.kube/config', config('mini', second.url))
    await passUntil({ clock }, () => rows() === 'new')
    expect([rows(), source.epoch, source.state.state]).toEqual(['new', 2, 'live'])
    opened?.close()
    await second.close()
  })
})
