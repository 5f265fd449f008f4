import { describe, expect, it } from 'vitest'
import { Api } from './api.ts'

type Call = { path: string; init: RequestInit }

function apiThat(answer: () => Response | Error, bearer: string | null = 'b') {
  const calls: Call[] = []
  const signedIn = { bearer, ended: 0, end: () => void signedIn.ended++ }
  const api = new Api(signedIn, (path, init) => {
    calls.push({ path: String(path), init: init ?? {} })
    const given = answer()
    return given instanceof Error ? Promise.reject(given) : Promise.resolve(given)
  })
  return { api, calls, signedIn }
}

const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status })
const pod = { namespace: 'shop', name: 'web-1', uid: 'u', gracePeriodSeconds: null }

describe('requests', () => {
  it('a command goes to its context, whatever is in the name, with the bearer in a header', async () => {
    const { api, calls } = apiThat(() => json({ ok: true, output: { uid: 'u', gracePeriodSeconds: 30 } }))
    expect(await api.command('arn:aws:eks:eu/prod@x', 'pods.delete', pod)).toEqual({ ok: true, output: { uid: 'u', gracePeriodSeconds: 30 } })
    expect(calls[0]?.path).toBe('/api/c/arn%3Aaws%3Aeks%3Aeu%2Fprod%40x/commands/pods.delete')
    expect(new Headers(calls[0]?.init.headers).get('Authorization')).toBe('Bearer b')
    expect(calls[0]?.init).toMatchObject({ method: 'POST', credentials: 'omit', redirect: 'error' })
  })

  it('a failure of the cluster arrives in its own words', async () => {
    const failure = { reason: 'Conflict', code: 409, message: 'the UID in the precondition does not match', auditId: 'a' }
    const { api } = apiThat(() => json({ ok: false, failure }, 409))
    expect(await api.command('c', 'pods.delete', pod)).toEqual({ ok: false, failure })
  })

  it('no answer is an unknown outcome, not a refusal', async () => {
    const { api } = apiThat(() => new TypeError('Failed to fetch'))
    expect(await api.command('c', 'pods.delete', pod)).toMatchObject({ ok: false, failure: { reason: 'Disconnected', code: 0 } })
  })

  it.each([
    ['text that is not JSON', () => new Response('<html>', { status: 502 })],
    ['an output of another shape', () => json({ ok: true, output: { uid: 7 } })],
    ['nothing', () => new Response(null, { status: 200 })],
  ])('%s is told as an answer that was not understood', async (_, answer) => {
    const { api } = apiThat(answer)
    expect(await api.command('c', 'pods.delete', pod)).toMatchObject({ ok: false, failure: { reason: 'Unknown' } })
  })

  it('a 401 ends the session', async () => {
    const { api, signedIn } = apiThat(() => json({ ok: false, failure: { reason: 'Unauthorized', code: 401, message: 'no' } }, 401))
    expect(await api.ticket(null)).toEqual({ state: 'signed out' })
    expect(signedIn.ended).toBe(1)
  })

  it('asks for no ticket while nobody is in', async () => {
    const { api, calls } = apiThat(() => json({}), null)
    expect(await api.ticket(null)).toEqual({ state: 'signed out' })
    expect(calls).toEqual([])
  })

  it('gives its input to a read as one parameter', async () => {
    const { api, calls } = apiThat(() => json({ ok: true, output: { gitVersion: 'v1', clusterUid: null } }))
    await api.read('c', 'cluster.version', {})
    expect(calls[0]?.path).toBe('/api/c/c/reads/cluster.version?input=%7B%7D')
  })
})
