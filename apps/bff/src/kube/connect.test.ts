import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { ManualClock } from '@binnacle/shared'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type Contexts, openContexts } from './connect.ts'
import { list, pod, ScriptedApiserver, tick } from './testing/scriptedApiserver.ts'
import { testPods } from './testing/watchPods.ts'

// Real sockets on a machine that may be busy.
vi.setConfig({ testTimeout: 30_000 })

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

const contexts = (kubeconfig?: string) => {
  opened = openContexts({ kubeconfig, home, clock, random: () => 0 })
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
const names = ({ summaries }: Contexts) => summaries.map(({ name, current }) => (current ? `${name}*` : name)).join(' ')

describe('the kubeconfig', () => {
  test('is ~/.kube/config, without keys and tokens in what the picker gets', () => {
    write('.kube/config', config('mini', 'https://me:pw@10.0.0.1:8443/', ', namespace: team'))
    const { summaries, problem } = contexts()
    expect(summaries).toEqual([{ name: 'mini', cluster: 'mini', user: 'mini', server: 'https://10.0.0.1:8443', namespace: 'team', current: true }])
    expect(problem).toBeNull()
  })

  test('several files are joined as kubectl does: missing ones are no fault, the first of a name counts', () => {
    const one = write('one', config('a', 'https://one'))
    const two = write('two', `${config('b', 'https://two')}`)
    const three = write('three', config('a', 'https://three'))
    const all = contexts([one, join(home, 'missing'), '', two, three].join(delimiter))
    expect(names(all)).toBe('a* b')
    expect(all.summaries[0]?.server).toBe('https://one')
  })

  test.each([
    ['no file', null, 'There is no kubeconfig at'],
    ['an empty file', '', 'There is no kubeconfig at'],
    ['no YAML', 'a: [b', 'is not valid'],
    ['a secret in the wrong place', 'users: [{name: a, user: {token: [s3cret]}}]', 'users.0.user.token has the wrong type'],
    ['no context', 'kind: Config', 'has no context'],
    ['a context without its cluster', 'contexts: [{name: a, context: {cluster: gone, user: x}}]', 'has no context'],
  ])('%s is a sentence for the reader', (_, text, sentence) => {
    if (text !== null) write('.kube/config', text)
    const { problem, summaries } = contexts()
    expect(problem).toContain(sentence)
    expect(problem).not.toContain('s3cret')
    expect(summaries).toEqual([])
  })

  test('one that appears later is noticed, one that breaks leaves what was there', () => {
    const seen: string[] = []
    const all = contexts()
    all.subscribe(() => seen.push(`${names(all)}|${all.problem === null}`))
    clock.advance(10_000)
    write('.kube/config', config('late', 'https://one'))
    clock.advance(2_000)
    expect(seen).toEqual(['late*|true'])
    expect(all.open('late').ok).toBe(true)
    write('.kube/config', 'half: [')
    clock.advance(2_000)
    expect(seen).toEqual(['late*|true', 'late*|false'])
    renameSync(write('new', config('later', 'https://one')), join(home, '.kube/config'))
    clock.advance(2_000)
    expect(seen[2]).toBe('later*|true')
  })

  test('an unknown context is NotFound, a known one is opened once', () => {
    write('.kube/config', config('mini', 'https://127.0.0.1:1'))
    const all = contexts()
    expect(all.open('other')).toMatchObject({ ok: false, failure: { reason: 'NotFound' } })
    const first = all.open('mini')
    expect(first.ok && first.output).toBe(first.ok && all.open('mini').ok && (all.open('mini') as typeof first).output)
  })
})

describe('a context that changes while it is open', () => {
  test('minikube delete and start: the new address is used and the old rows go', async () => {
    const [first, second] = [await ScriptedApiserver.start(), await ScriptedApiserver.start()]
    first.lists.push(list(500, pod('old', 400)))
    second.identity = { uid: 'cluster-2', version: '90' }
    second.lists.push(list(7, pod('new', 6)))
    write('.kube/config', config('mini', first.url))
    const cluster = contexts().open('mini')
    if (!cluster.ok) throw new Error('not opened')
    const { source } = cluster.output.informers.acquire(testPods, { namespace: null })
    const rows = () => [...source.rows.values()].map(({ name }) => name).join()
    const pass = async (isSo: () => boolean) => {
      for (let step = 0; step < 300 && !isSo(); step++) {
        clock.advance(100)
        await tick(10)
      }
    }
    await pass(() => rows() === 'old')
    await first.kill()
    write('.kube/config', config('mini', second.url))
    await pass(() => rows() === 'new')
    expect([rows(), source.epoch, source.state.state]).toEqual(['new', 2, 'live'])
    opened?.close()
    await second.kill()
  })
})
