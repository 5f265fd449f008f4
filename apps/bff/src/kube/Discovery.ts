import type { Clock, Failure, Outcome } from '@binnacle/shared'
import * as z from 'zod'
import type { ClusterClient } from './ClusterClient.ts'
import { endpointPath, versionPath } from './kubePath.ts'

/** What an object says that it is. */
export type Gvk = { readonly group: string; readonly version: string; readonly kind: string }

/** A resource of an API version. `status`: whether its status is written apart from it. */
export type Served = { readonly resource: string; readonly kind: string; readonly namespaced: boolean; readonly status: boolean }

type Client = Pick<ClusterClient, 'json'>
type Kept = { readonly list: Promise<Outcome<readonly Served[]>>; readonly until: number }

/** A new CustomResourceDefinition is found at once, a changed one within this time. */
const FRESH_MS = 30_000
/** API versions kept for one cluster. */
const MAX_KEPT = 100
const MAX_TOLD = 4

const ResourceList = z.object({ resources: z.array(z.object({ name: z.string(), kind: z.string(), namespaced: z.boolean() })) })

/** All groups in one answer, where an apiserver (since 1.27) can give it. */
const AGGREGATED = ['v2', 'v2beta1'].map((version) => `application/json;g=apidiscovery.k8s.io;v=${version};as=APIGroupDiscoveryList`).join(',')
const Groups = z.object({
  items: z.array(
    z.object({
      metadata: z.object({ name: z.string().optional() }),
      versions: z.array(
        z.object({ version: z.string(), resources: z.array(z.object({ responseKind: z.object({ kind: z.string() }).optional() })).optional() }),
      ),
    }),
  ),
})

/** Which resource an object of some kind is written to, as the cluster itself says it (`kubectl api-resources`). Asked once in half a minute per API version. */
export class Discovery {
  readonly #kept = new WeakMap<Client, Map<string, Kept>>()

  /** Fails as NotFound, with what the cluster serves instead, where it does not serve this kind. */
  async find(gvk: Gvk, client: Client, clock: Clock): Promise<Outcome<Served>> {
    const first = await this.#list(gvk, { client, clock, anew: false })
    const found = first.ok ? first.output.list.find(({ kind }) => kind === gvk.kind) : undefined
    if (found) return { ok: true, output: found }
    if (first.ok && !first.output.kept) return notServed(gvk, client)
    if (!first.ok && first.failure.reason !== 'NotFound') return first
    const again = await this.#list(gvk, { client, clock, anew: true })
    const late = again.ok ? again.output.list.find(({ kind }) => kind === gvk.kind) : undefined
    if (late) return { ok: true, output: late }
    return again.ok || again.failure.reason === 'NotFound' ? notServed(gvk, client) : again
  }

  async #list(gvk: Gvk, how: { client: Client; clock: Clock; anew: boolean }): Promise<Outcome<{ list: readonly Served[]; kept: boolean }>> {
    const { client, clock, anew } = how
    const versions = this.#kept.get(client) ?? new Map<string, Kept>()
    this.#kept.set(client, versions)
    const key = `${gvk.group}/${gvk.version}`
    const known = versions.get(key)
    const kept = known !== undefined && !anew && clock.now() < known.until
    const entry = kept ? known : { list: ask(gvk, client), until: clock.now() + FRESH_MS }
    versions.delete(key)
    versions.set(key, entry)
    const [oldest] = versions.keys()
    if (versions.size > MAX_KEPT && oldest !== undefined) versions.delete(oldest)
    const list = await entry.list
    if (list.ok) return { ok: true, output: { list: list.output, kept } }
    versions.delete(key)
    return list
  }
}

async function ask(gvk: Gvk, client: Client): Promise<Outcome<readonly Served[]>> {
  const answer = await client.json({ path: versionPath(gvk, 'resources') })
  if (!answer.ok) return answer
  const read = ResourceList.safeParse(answer.output)
  if (!read.success) return { ok: false, failure: { reason: 'NotKubernetes', code: 502, message: 'the cluster’s list of its resources is not one' } }
  const { resources } = read.data
  const statuses = new Set(resources.flatMap(({ name }) => (name.endsWith('/status') ? [name.slice(0, -'/status'.length)] : [])))
  const own = resources.filter(({ name }) => !name.includes('/'))
  return { ok: true, output: own.map(({ name, kind, namespaced }) => ({ resource: name, kind, namespaced, status: statuses.has(name) })) }
}

async function notServed(gvk: Gvk, client: Client): Promise<Outcome<never>> {
  const answers = await Promise.all((['api', 'apis'] as const).map((endpoint) => client.json({ path: endpointPath(endpoint), accept: AGGREGATED })))
  const items = answers.flatMap((answer) => (answer.ok ? (Groups.safeParse(answer.output).data?.items ?? []) : []))
  const all = items.flatMap(({ metadata, versions }) =>
    versions.map(({ version, resources = [] }) => ({
      group: metadata.name ?? '',
      version,
      kinds: resources.flatMap(({ responseKind }) => (responseKind === undefined ? [] : [responseKind.kind])),
    })),
  )
  const what = `This cluster does not serve ${gvk.kind} in ${apiVersionOf(gvk)}`
  const failure: Failure = {
    reason: 'NotFound',
    code: 404,
    message: `${what}${instead(gvk, all)}.`,
    causes: [{ reason: 'NotServed', field: 'apiVersion', message: `${what}${instead(gvk, all)}.` }],
  }
  return { ok: false, failure }
}

type Version = { readonly group: string; readonly version: string; readonly kinds: readonly string[] }

/** The same kind elsewhere, else one of this version that is spelled nearly so, else the versions of the group. */
function instead(gvk: Gvk, all: readonly Version[]): string {
  const elsewhere = all.filter(({ kinds }) => kinds.includes(gvk.kind)).map(apiVersionOf)
  if (elsewhere.length > 0) return `; it serves ${gvk.kind} in ${elsewhere.slice(0, MAX_TOLD).join(', ')}`
  const kinds = all.flatMap((version) => version.kinds.map((kind) => ({ kind, version })))
  const alike = kinds.filter(({ kind }) => kind.toLowerCase() === gvk.kind.toLowerCase() || kind.toLowerCase() === gvk.kind.toLowerCase().replace(/s$/, ''))
  if (alike.length > 0)
    return `; it serves ${alike
      .slice(0, MAX_TOLD)
      .map(({ kind, version }) => `${kind} in ${apiVersionOf(version)}`)
      .join(', ')}`
  const versions = all.filter(({ group }) => group === gvk.group).map(apiVersionOf)
  return versions.length > 0 ? `, nor anywhere else; of this group it serves ${versions.join(', ')}` : ''
}

function apiVersionOf({ group, version }: { group: string; version: string }): string {
  return group === '' ? version : `${group}/${version}`
}
