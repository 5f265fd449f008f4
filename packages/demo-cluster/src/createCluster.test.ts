import { once } from 'node:events'
import { get, IncomingMessage } from 'node:http'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { type Cluster, createCluster } from './createCluster.ts'

const clusters: Cluster[] = []

async function up(options: Parameters<typeof createCluster>[0] = {}) {
  const cluster = createCluster({ seed: 1, ...options })
  clusters.push(cluster)
  const { url, kubeconfig } = await cluster.listen()
  return { cluster, url, kubeconfig }
}

afterEach(async () => {
  await Promise.all(clusters.splice(0).map((cluster) => cluster.close()))
})

describe('a cluster in this process', () => {
  it('is up within 200 ms and says that it is simulated', async () => {
    const boot = () => {
      const from = process.cpuUsage()
      clusters.push(createCluster({ seed: 1 }))
      const { user, system } = process.cpuUsage(from)
      return (user + system) / 1000
    }
    expect(Math.min(boot(), boot(), boot(), boot())).toBeLessThan(200)
    const { url, kubeconfig } = await up()
    expect(await (await fetch(`${url}/version`)).json()).toMatchObject({ minor: '36', gitVersion: 'v1.36.3+binnacle-demo' })
    expect(kubeconfig).toContain(`server: ${url}`)
  }, 30_000)

  it('leaves no handle after close', async () => {
    const handles = () => process.getActiveResourcesInfo().filter((name) => name === 'TCPServerWrap').length
    await vi.waitFor(() => expect(handles()).toBe(0))
    const { cluster, url } = await up()
    const broken = await request(`${url}/api/v1/namespaces?watch=true`)
    expect(handles()).toBe(1)
    await cluster.close()
    await broken.ended
    await vi.waitFor(() => expect(handles()).toBe(0))
    await expect(fetch(`${url}/version`)).rejects.toThrow()
  })

  it('does not listen beyond loopback without tokens, and then lets in only who has one', async () => {
    const open = createCluster({ seed: 1 })
    await expect(open.listen(0, '0.0.0.0')).rejects.toThrow('needs tokens')
    const cluster = createCluster({ seed: 1, tokens: { secret: { name: 'ann', groups: ['system:masters'] } } })
    clusters.push(cluster)
    const { url, kubeconfig } = await cluster.listen(0, '0.0.0.0')
    expect(kubeconfig).toContain('token: secret')
    expect((await fetch(`${url}/api/v1/pods`)).status).toBe(401)
    expect((await fetch(`${url}/api/v1/pods`, { headers: { authorization: 'Bearer secret' } })).status).toBe(200)
  })
})

async function request(url: string): Promise<{ readonly ended: Promise<unknown> }> {
  const response: unknown = (await once(get(url, { agent: false }), 'response'))[0]
  if (!(response instanceof IncomingMessage)) throw new Error('no response')
  response.on('error', () => {}).resume()
  return { ended: new Promise((resolve) => response.once('close', resolve)) }
}
