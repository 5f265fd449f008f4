import type { ConfigUse, ConfigUser, Controller } from '@binnacle/shared'
import * as z from 'zod'
import type { Place, Read } from './places.ts'
import { podKeeps } from './podKeeps.ts'
import { podUses, type Wanted } from './podUses.ts'

const Owner = z.object({ kind: z.string(), name: z.string(), uid: z.string(), controller: z.boolean().optional() })
const Named = z.object({
  metadata: z.object({ uid: z.string(), name: z.string(), labels: z.record(z.string(), z.unknown()).catch({}), ownerReferences: z.array(Owner).catch([]) }),
  status: z.unknown().optional(),
})
type Named = z.infer<typeof Named>

const Names = z.array(z.object({ name: z.string().catch('') })).catch([])
const Tls = z.object({ tls: z.array(z.object({ secretName: z.string().catch('') })).catch([]) })
/** These belong to what made them, and that is listed itself. */
const SHOWN_BY_OWNER: ReadonlySet<string> = new Set(['ReplicaSet', 'Job'])

/** The objects that name it, pods with whom a person would restart. */
export function usersIn(lists: readonly Read[], wanted: Wanted, changedAt: number | null): ConfigUser[] {
  const deployments = new Map<string, Controller>()
  for (const { place, items } of lists) {
    if (place.kind !== 'Deployment') continue
    for (const { metadata } of items.flatMap(named)) deployments.set(metadata.name, { kind: 'Deployment', name: metadata.name, uid: metadata.uid })
  }
  return lists.flatMap(({ place, items }) =>
    items.flatMap((item) => {
      const [object] = named(item)
      const uses = object ? usesOf(item, place, wanted) : []
      if (!object || uses.length === 0) return []
      const { metadata, status } = object
      const owner = metadata.ownerReferences.find(({ controller }) => controller === true)
      if (owner && SHOWN_BY_OWNER.has(place.kind)) return []
      const keeps = place.kind === 'Pod' ? podKeeps(status, uses, changedAt) : null
      return [{ kind: place.kind, name: metadata.name, uid: metadata.uid, owner: owner ? restartable(owner, metadata, deployments) : null, uses, keeps }]
    }),
  )
}

/** A Deployment's ReplicaSet is named after it and after the hash that its pods carry. */
function restartable({ kind, name, uid }: Controller, { labels }: Named['metadata'], deployments: ReadonlyMap<string, Controller>): Controller {
  const hash = labels['pod-template-hash']
  const isRevision = kind === 'ReplicaSet' && typeof hash === 'string' && name.endsWith(`-${hash}`)
  const deployment = isRevision ? deployments.get(name.slice(0, -hash.length - 1)) : undefined
  return deployment ?? { kind, name, uid }
}

function usesOf(item: unknown, { kind, spec }: Place, wanted: Wanted): ConfigUse[] {
  if (spec.length > 0) return podUses(at(item, spec), wanted)
  const use = { container: '', key: '', at: '', follows: true, optional: false }
  if (kind === 'Ingress')
    return (Tls.safeParse(at(item, ['spec'])).data?.tls ?? []).some(({ secretName }) => secretName === wanted.name) ? [{ how: 'tls', ...use }] : []
  return (['secrets', 'imagePullSecrets'] as const).flatMap((how) =>
    (Names.safeParse(at(item, [how])).data ?? []).some(({ name }) => name === wanted.name) ? [{ how, ...use }] : [],
  )
}

function named(item: unknown): Named[] {
  const object = Named.safeParse(item)
  return object.success ? [object.data] : []
}

function at(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((inner, field) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, field) : undefined), value)
}
