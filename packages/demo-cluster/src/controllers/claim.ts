import type { Api, WriteOptions } from '../apiserver/Api.ts'
import type { LabelSelector } from '../kinds.ts'
import type { KubeObject, OwnerReference } from '../objects.ts'
import type { ResourceName } from '../resources.ts'
import { done, type Result } from '../Status.ts'
import { controllerOf, controllerReference } from './controllerOf.ts'
import { selects } from './selects.ts'

export type Claimer = {
  readonly api: Api
  readonly options: WriteOptions
  /** Who claims, and by which labels. */
  readonly owner: KubeObject
  readonly selector: LabelSelector | undefined
  /** What is claimed. */
  readonly resource: ResourceName
}

/**
 * The candidates that the owner controls in the end, as upstream's controller reference managers decide: matching ones without a controller are adopted, own ones
 * that no longer match are released. Owners that are being deleted do neither.
 */
export function claim<Kind extends KubeObject>(claimer: Claimer, candidates: readonly Kind[]): Result<readonly Kind[]> {
  const claimed: Kind[] = []
  for (const candidate of candidates) {
    const outcome = claimOne(claimer, candidate)
    if (!outcome.ok) return outcome
    if (outcome.value) claimed.push(candidate)
  }
  return done(claimed)
}

function claimOne(claimer: Claimer, candidate: KubeObject): Result<boolean> {
  const { owner, selector } = claimer
  const controller = controllerOf(candidate)
  const matches = selects(selector, candidate.metadata.labels)
  const references = candidate.metadata.ownerReferences ?? []
  if (controller) {
    if (controller.uid !== owner.metadata.uid) return done(false)
    if (matches || owner.metadata.deletionTimestamp !== undefined) return done(matches)
    return refer(claimer, candidate, { references: references.filter(({ uid }) => uid !== owner.metadata.uid), kept: false })
  }
  const free = owner.metadata.deletionTimestamp === undefined && candidate.metadata.deletionTimestamp === undefined
  if (!matches || !free) return done(false)
  return refer(claimer, candidate, { references: [...references, controllerReference(owner)], kept: true })
}

type Reference = { readonly references: readonly OwnerReference[]; readonly kept: boolean }

function refer({ api, options, resource }: Claimer, candidate: KubeObject, { references, kept }: Reference): Result<boolean> {
  const { namespace, name } = candidate.metadata
  const { ownerReferences: _, ...rest } = candidate.metadata
  const metadata = references.length > 0 ? { ...rest, ownerReferences: references } : rest
  const written = api.update({ resource, namespace, name }, { ...candidate, metadata }, options)
  if (!written.ok && written.status.code !== 404) return written
  return done(kept && written.ok)
}
