import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'

/**
 * Answers an apiserver's questions for container logs with what it was asked for, so that two ways of asking can be compared. A follower gets a
 * second line later, and then the end.
 */
export class FakeKubelet {
  readonly #server: Server

  private constructor(server: Server) {
    this.#server = server
  }

  /** `pki`: a folder with the certificate of a server on 127.0.0.1 that the apiserver trusts. */
  static async start(pki: string): Promise<FakeKubelet> {
    const server = createServer({ cert: readFileSync(join(pki, 'apiserver.crt')), key: readFileSync(join(pki, 'apiserver.key')) }, (request, response) => {
      const { pathname, searchParams } = new URL(request.url ?? '/', 'https://kubelet')
      searchParams.sort()
      response.write(`${pathname} ${searchParams.toString()}\n`)
      if (searchParams.get('follow') !== 'true') response.end()
      else setTimeout(() => response.end('and a line that came later\n'), 300)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return new FakeKubelet(server)
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port // a listening TCP server has one
  }

  stop(): void {
    this.#server.close()
    this.#server.closeAllConnections()
  }
}
