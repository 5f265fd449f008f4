import { readFileSync } from 'node:fs'
import { createServer, Agent as HttpAgent, type IncomingMessage, request as requestPlain, type ServerResponse } from 'node:http'
import { Agent as HttpsAgent, request as requestTls } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { Cluster } from '../clusters/Cluster.ts'
import { readKubeconfig } from '../clusters/readKubeconfig.ts'

type Credentials = { ca: Buffer; cert: Buffer; key: Buffer }
type Named = Record<string, string | undefined>

/**
 * Stands between Binnacle and the apiserver, with the rights of the cluster's kubeconfig, and loses answers on purpose: the request arrives and is carried
 * out, the connection ends before anything of the answer has come.
 */
export class LossyProxy {
  readonly #agent: HttpAgent
  readonly #to: string
  readonly #server = createServer((asked, answer) => this.#carry(asked, answer))
  #loses: string | null = null
  /** Requests whose answers were lost, as `PATCH /apis/…`. */
  readonly lost: string[] = []

  /** Without credentials, to a cluster that speaks plain HTTP. */
  private constructor(to: string, credentials: Credentials | null) {
    this.#to = to
    this.#agent = credentials ? new HttpsAgent({ keepAlive: true, ...credentials }) : new HttpAgent({ keepAlive: true })
  }

  static async open(cluster: Cluster): Promise<{ proxy: LossyProxy; server: string }> {
    const proxy = new LossyProxy(cluster.server, cluster.server.startsWith('http:') ? null : credentialsOf(cluster))
    await new Promise<void>((listening) => proxy.#server.listen(0, '127.0.0.1', listening))
    // The border: a server that listens on TCP has such an address.
    const { port } = proxy.#server.address() as AddressInfo
    return { proxy, server: `http://127.0.0.1:${port}` }
  }

  /** The answer to the next request of this method is lost. */
  loseNext(method: string): void {
    this.#loses = method
  }

  close(): void {
    this.#server.closeAllConnections()
    this.#server.close()
    this.#agent.destroy()
  }

  #carry(asked: IncomingMessage, answer: ServerResponse): void {
    const isLost = asked.method === this.#loses
    if (isLost) {
      this.#loses = null
      this.lost.push(`${asked.method} ${asked.url ?? ''}`)
    }
    const { host: _, authorization: __, ...headers } = asked.headers
    const request = this.#to.startsWith('http:') ? requestPlain : requestTls
    const passed = request(new URL(asked.url ?? '/', this.#to), { method: asked.method, headers, agent: this.#agent }, (given) => {
      if (isLost) {
        given.resume().on('end', () => asked.socket.destroy())
        return
      }
      answer.writeHead(given.statusCode ?? 502, given.headers)
      answer.flushHeaders()
      given.pipe(answer)
    })
    passed.on('error', () => asked.socket.destroy())
    answer.on('close', () => {
      if (!isLost) passed.destroy()
    })
    asked.pipe(passed)
  }
}

function credentialsOf(cluster: Cluster): Credentials {
  const config = readKubeconfig(cluster.kubeconfig)
  const bytes = (of: Named | undefined, field: string): Buffer => {
    const [data, path] = [of?.[`${field}-data`], of?.[field]]
    if (data !== undefined) return Buffer.from(data, 'base64')
    if (path === undefined) throw new Error(`the kubeconfig has no ${field}`)
    return readFileSync(path)
  }
  const user = config.users[0]?.user
  return { ca: bytes(config.clusters[0]?.cluster, 'certificate-authority'), cert: bytes(user, 'client-certificate'), key: bytes(user, 'client-key') }
}
