import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Agent, OutgoingHttpHeaders } from 'node:http'
import type { RequestOptions } from 'node:https'
import type { Clock, Failure, Outcome } from '@binnacle/shared'
import { disconnected, failureOf, invalid } from './failure.ts'
import type { ContextEntry } from './kubeconfig.ts'

/** A login program that asks for a password on a terminal nobody sees would otherwise hold everything for ever. */
export const LOGIN_LIMIT_MS = 20_000

type Tls = { ca?: string | Buffer; cert?: string | Buffer; key?: string | Buffer; servername?: string; rejectUnauthorized?: boolean }

/** Where a request goes and what it carries. `connection` changes when connections made before must not be used any more. */
export type Target = {
  readonly server: URL
  readonly headers: OutgoingHttpHeaders
  readonly auth: string | undefined
  readonly tls: Tls
  /** An agent that goes through the kubeconfig's proxy. */
  readonly proxy: Agent | null
  readonly connection: string
}

/** What client-node's KubeConfig adds: the answer of a login program or of an identity provider, and proxies. */
type Login = { readonly headers: OutgoingHttpHeaders; readonly tls: Tls; readonly proxy: Agent | null }

/**
 * The credential of one context, read anew for every request: files that rotate count from the next request on. Login programs run one at a time
 * and have a time limit; what they answered is kept until it expires or `forget` is called.
 */
export class Credentials {
  #entry: ContextEntry
  readonly #clock: Clock
  readonly #serverOf: (() => Promise<string>) | undefined
  #logins: (() => Promise<Login>) | null = null
  #underWay: Promise<Outcome<Login>> | null = null

  /** `serverOf` says where the cluster is in place of the entry, as soon as it has started. */
  constructor(entry: ContextEntry, clock: Clock, serverOf?: () => Promise<string>) {
    this.#entry = entry
    this.#clock = clock
    this.#serverOf = serverOf
  }

  /** The kubeconfig says something else now. */
  replace(entry: ContextEntry): void {
    this.#entry = entry
    this.forget()
  }

  /** The apiserver did not accept what we sent: ask the login program again. */
  forget(): void {
    this.#logins = null
  }

  /** Changes when the kubeconfig or one of the files that it names does. Says nothing of login programs: those are not asked for this. */
  stamp(): string {
    try {
      const hash = createHash('sha256').update(JSON.stringify([this.#entry, headersOf(this.#entry)]))
      return hash.update(tlsId(tlsOf(this.#entry))).digest('base64')
    } catch {
      return ''
    }
  }

  /** Never rejects: files that cannot be read and login programs that fail are failures. */
  async target(): Promise<Outcome<Target>> {
    const { cluster, user } = this.#entry
    const place = await this.#place(cluster.server)
    if (!place.ok) return place
    const server = serverOf(place.output)
    if (!server.ok) return server
    const login = needsLogin(this.#entry) ? await this.#login() : NO_LOGIN
    if (!login.ok) return login
    try {
      const tls = { ...tlsOf(this.#entry), ...login.output.tls }
      const headers = { ...login.output.headers, ...headersOf(this.#entry) }
      const auth = user.username ? `${user.username}:${user.password ?? ''}` : undefined
      const { proxy } = login.output
      return { ok: true, output: { server: server.output, headers, auth, tls, proxy, connection: connectionId(server.output, tls, proxy) } }
    } catch (thrown) {
      return { ok: false, failure: failureOf(thrown) }
    }
  }

  async #place(server: string): Promise<Outcome<string>> {
    try {
      return { ok: true, output: (await this.#serverOf?.()) ?? server }
    } catch (thrown) {
      return { ok: false, failure: disconnected(`the demo cluster did not start: ${failureOf(thrown).message}`) }
    }
  }

  async #login(): Promise<Outcome<Login>> {
    this.#underWay ??= this.#askLogin().finally(() => {
      this.#underWay = null
    })
    let cancel = () => {}
    const tooLong = new Promise<Outcome<Login>>((resolve) => {
      cancel = this.#clock.after(LOGIN_LIMIT_MS, () => resolve({ ok: false, failure: loginFailure(this.#entry, `no answer in ${LOGIN_LIMIT_MS / 1000} s`) }))
    })
    const outcome = await Promise.race([this.#underWay, tooLong])
    cancel()
    return outcome
  }

  async #askLogin(): Promise<Outcome<Login>> {
    const entry = this.#entry
    try {
      this.#logins ??= await clientNodeLogin(entry)
      return { ok: true, output: await this.#logins() }
    } catch (thrown) {
      return { ok: false, failure: loginFailure(entry, failureOf(thrown).message) }
    }
  }
}

const NO_LOGIN: Outcome<Login> = { ok: true, output: { headers: {}, tls: {}, proxy: null } }

function needsLogin({ cluster, user }: ContextEntry): boolean {
  return Boolean(user.exec ?? user['auth-provider'] ?? cluster['proxy-url'])
}

function loginFailure({ user }: ContextEntry, what: string): Failure {
  const who = user.exec ? `the login program ${user.exec.command} of the kubeconfig failed` : 'logging in as the kubeconfig says failed'
  return { reason: 'Unauthorized', code: 401, message: `${who}: ${what}` }
}

/** Plain http would show the credential to the network, so only this machine may speak it (`kubectl proxy`, tests). */
function serverOf(text: string): Outcome<URL> {
  if (!URL.canParse(text)) return { ok: false, failure: invalid('the kubeconfig’s server is not a URL') }
  const server = new URL(text)
  const loopback = server.hostname === 'localhost' || server.hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(server.hostname)
  if (server.protocol === 'https:' || (server.protocol === 'http:' && loopback)) return { ok: true, output: server }
  if (server.protocol === 'http:')
    return { ok: false, failure: disconnected('the kubeconfig’s server is plain http on another machine; Binnacle sends credentials over https only') }
  return { ok: false, failure: invalid(`the kubeconfig’s server is neither http nor https but ${server.protocol}`) }
}

function tlsOf({ cluster, user }: ContextEntry): Tls {
  return {
    ...some('ca', bytesOf(cluster['certificate-authority-data'], cluster['certificate-authority'])),
    ...some('cert', bytesOf(user['client-certificate-data'], user['client-certificate'])),
    ...some('key', bytesOf(user['client-key-data'], user['client-key'])),
    ...some('servername', cluster['tls-server-name']),
    ...(cluster['insecure-skip-tls-verify'] === true ? { rejectUnauthorized: false } : {}),
  }
}

function some<K extends string, V>(key: K, value: V | null | undefined): { [key in K]?: V } {
  const found: { [key in K]?: V } = {}
  if (value !== null && value !== undefined) found[key] = value
  return found
}

/** As kubectl: the data in the file wins over the path. */
function bytesOf(base64: string | null | undefined, file: string | null | undefined): Buffer | null {
  if (base64) return Buffer.from(base64, 'base64')
  return file ? readFileSync(file) : null
}

function headersOf({ user }: ContextEntry): OutgoingHttpHeaders {
  const token = user.tokenFile ? readFileSync(user.tokenFile, 'utf8').trim() : user.token
  return {
    ...(token ? { authorization: `Bearer ${token}` } : {}),
    ...(user.as ? { 'impersonate-user': user.as } : {}),
    ...(user['as-groups']?.length ? { 'impersonate-group': user['as-groups'] } : {}),
  }
}

function connectionId(server: URL, tls: Tls, proxy: Agent | null): string {
  return createHash('sha256')
    .update(JSON.stringify([server.origin, proxy !== null]))
    .update(tlsId(tls))
    .digest('base64')
}

function tlsId({ ca, cert, key, servername, rejectUnauthorized }: Tls): string {
  return JSON.stringify([ca?.toString(), cert?.toString(), key?.toString(), servername, rejectUnauthorized])
}

/** client-node costs 90 MB and 0.6 s to load, so it is loaded only for those kubeconfigs that need it. */
async function clientNodeLogin({ cluster, user }: ContextEntry): Promise<() => Promise<Login>> {
  const { KubeConfig } = await import('@kubernetes/client-node')
  const config = new KubeConfig()
  const plainHttp = cluster.server.startsWith('http:')
  const document = {
    clusters: [
      {
        name: 'cluster',
        cluster: { server: cluster.server, 'proxy-url': cluster['proxy-url'], 'insecure-skip-tls-verify': plainHttp || cluster['insecure-skip-tls-verify'] },
      },
    ],
    users: [{ name: 'user', user: { exec: withExecInfo(user.exec), 'auth-provider': user['auth-provider'] } }],
    contexts: [{ name: 'context', context: { cluster: 'cluster', user: 'user' } }],
    'current-context': 'context',
  }
  config.loadFromString(JSON.stringify(document))
  return async () => {
    const options: RequestOptions = {}
    await config.applyToHTTPSOptions(options)
    const proxy = cluster['proxy-url'] && typeof options.agent === 'object' ? options.agent : null
    const authorization: unknown = Reflect.get(options.headers ?? {}, 'Authorization')
    return {
      headers: typeof authorization === 'string' ? { authorization } : {},
      tls: { ...some('cert', textOf(options.cert)), ...some('key', textOf(options.key)) },
      proxy,
    }
  }
}

/** Login programs answer PEM text. */
function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

/** kubectl tells login programs which version it speaks and that nobody sits at a terminal; client-node does not. */
function withExecInfo(exec: ContextEntry['user']['exec']): unknown {
  if (!exec) return exec
  const info = { kind: 'ExecCredential', apiVersion: exec.apiVersion ?? 'client.authentication.k8s.io/v1', spec: { interactive: false } }
  return { ...exec, env: [...(exec.env ?? []), { name: 'KUBERNETES_EXEC_INFO', value: JSON.stringify(info) }] }
}
