import { type ChildProcess, spawn } from 'node:child_process'
import type { Json } from './statuses.ts'

/** A door to an apiserver with the credentials of a kubeconfig: `kubectl proxy` on a free port, for as long as the tests last. */
export class ApiProxy {
  readonly url: string
  readonly #child: ChildProcess

  private constructor(child: ChildProcess, url: string) {
    this.#child = child
    this.url = url
  }

  static async start(kubectl: string, kubeconfig: string): Promise<ApiProxy> {
    const child = spawn(kubectl, ['proxy', '--port=0', `--kubeconfig=${kubeconfig}`, '--reject-methods=^$', '--reject-paths=^$'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const url = await new Promise<string>((resolve, reject) => {
      let said = ''
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        said += text
        const address = /serve on (\S+)\n/.exec(said)?.[1]
        if (address) resolve(`http://${address}`)
      })
      child.on('exit', (code) => reject(new Error(`kubectl proxy ended with ${code}`)))
    })
    return new ApiProxy(child, url)
  }

  stop(): void {
    this.#child.kill()
  }

  get(path: string): Promise<Json> {
    return this.#ask('GET', path)
  }

  post(path: string, body: Json): Promise<Json> {
    return this.#ask('POST', path, body)
  }

  patch(path: string, body: Json): Promise<Json> {
    return this.#ask('PATCH', path, body)
  }

  delete(path: string): Promise<Json> {
    return this.#ask('DELETE', path)
  }

  async #ask(method: string, path: string, body?: Json): Promise<Json> {
    const type = method === 'PATCH' ? 'application/strategic-merge-patch+json' : 'application/json'
    const response = await fetch(this.url + path, { method, ...(body && { headers: { 'content-type': type }, body: JSON.stringify(body) }) })
    const answer: unknown = await response.json()
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${JSON.stringify(answer)}`)
    return answer as Json // the border: an apiserver answers with an object
  }
}
