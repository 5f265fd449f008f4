import type { Fields } from './configurations.ts'
import type { FuzzRequest } from './requests.ts'

export type Reply = { readonly code: number; readonly body: Fields }

/** An apiserver that answers without credentials: the demo cluster, or a real one behind `kubectl proxy`. */
export class Target {
  readonly #url: string
  readonly #namespace: string

  constructor(url: string, namespace: string) {
    this.#url = url.replace(/\/$/, '')
    this.#namespace = namespace
  }

  async ask({ method, path, contentType, body }: FuzzRequest): Promise<Reply> {
    const headers = { 'Content-Type': contentType, Accept: 'application/json' }
    const response = await fetch(`${this.#url}/${path.replace('NS', this.#namespace)}`, { method, headers, body: JSON.stringify(body) })
    return { code: response.status, body: JSON.parse(await response.text()) }
  }
}
