import { isDeepStrictEqual } from 'node:util'
import type { ClusterParts } from '../../ClusterParts.ts'
import type { EventRecorder } from '../../events/EventRecorder.ts'
import type { Pod } from '../../kinds.ts'
import type { KubeObject } from '../../objects.ts'
import { done, type Result, refused } from '../../Status.ts'
import type { ControllerRevision, StatefulSet } from '../../workloads.ts'
import { controllerOptions } from '../controllerOptions.ts'
import { isOfNamespaceThatGoes } from '../podControl.ts'
import { stored } from '../stored.ts'
import { claimOwners, claimsOf } from './statefulClaims.ts'
import { identity, statefulPod, wantedOrdinals } from './statefulPod.ts'

export const statefulOptions = controllerOptions('statefulset-controller')
const CLAIMS = 'persistentvolumeclaims'

/** Makes, mends and deletes the pods of StatefulSets and the claims that they keep, and tells so as Events of the set in the words of upstream's stateful pod control. */
export class StatefulPods {
  readonly #parts: ClusterParts
  readonly #events: EventRecorder

  constructor(parts: ClusterParts) {
    this.#parts = parts
    this.#events = parts.recorder({ component: 'statefulset-controller' })
  }

  create(set: StatefulSet, revision: ControllerRevision, ordinal: number): Result<unknown> {
    const pod = statefulPod(set, revision, ordinal)
    const name = pod.metadata.name ?? ''
    const claimed = this.claim(set, ordinal)
    const created = claimed.ok ? this.#parts.api.create('pods', pod, statefulOptions) : claimed
    if (created.ok) this.keepClaims(set, created.value as Pod, ordinal)
    else if (created.status.code === 409) return created
    return this.#told(set, { verb: 'Create', name }, created)
  }

  delete(set: StatefulSet, { metadata: { namespace, name } }: Pod): Result<unknown> {
    const deleted = this.#parts.api.delete({ resource: 'pods', namespace, name }, {}, statefulOptions)
    return this.#told(set, { verb: 'Delete', name }, deleted.ok || deleted.status.code !== 404 ? deleted : done(null))
  }

  /** Gives a pod back the labels of its identity where somebody took them. */
  mend(set: StatefulSet, pod: Pod, ordinal: number): Result<unknown> {
    const { namespace, name, labels } = pod.metadata
    const own = identity(name, ordinal)
    if (Object.entries(own).every(([key, value]) => labels?.[key] === value)) return done(null)
    const mended = { ...pod, metadata: { ...pod.metadata, labels: { ...labels, ...own } } }
    return this.#told(set, { verb: 'Update', name }, this.#parts.api.update({ resource: 'pods', namespace, name }, mended, statefulOptions))
  }

  /** Creates the claims of an ordinal that are missing; one that is going is waited for. */
  claim(set: StatefulSet, ordinal: number): Result<unknown> {
    const { api, store } = this.#parts
    const name = `${set.metadata.name}-${ordinal}`
    for (const claim of claimsOf(set, ordinal)) {
      const found = stored(store, CLAIMS, { namespace: set.metadata.namespace, name: claim.metadata.name })
      if (found?.metadata.deletionTimestamp !== undefined) return refused(failure(`pvc ${claim.metadata.name} is being deleted`))
      if (found) continue
      const created = api.create(CLAIMS, claim, statefulOptions)
      if (created.ok) {
        const message = `Create Claim ${claim.metadata.name} Pod ${name} in StatefulSet ${set.metadata.name} success`
        this.#events.record(set, { type: 'Normal', reason: 'SuccessfulCreate', message })
        continue
      }
      if (isOfNamespaceThatGoes(created)) return created
      const message = `Create Claim ${claim.metadata.name} for Pod ${name} in StatefulSet ${set.metadata.name} failed error: ${created.status.message}`
      this.#events.record(set, { type: 'Warning', reason: 'FailedCreate', message })
      return refused(failure(`failed to create PVC ${claim.metadata.name}: ${created.status.message}`))
    }
    return done(null)
  }

  /** Lets a pod's claims belong to whom the set's retention policy says. */
  keepClaims(set: StatefulSet, pod: KubeObject, ordinal: number): void {
    const { api, store } = this.#parts
    const isWanted = wantedOrdinals(set).includes(ordinal)
    for (const { metadata } of claimsOf(set, ordinal)) {
      const of = { resource: CLAIMS, namespace: set.metadata.namespace, name: metadata.name }
      const claim = store.get(CLAIMS, of.namespace, of.name)
      if (!claim) continue
      const ownerReferences = claimOwners(set, claim, { pod, isWanted })
      if (isDeepStrictEqual(ownerReferences, claim.metadata.ownerReferences ?? [])) continue
      const { ownerReferences: _, ...rest } = claim.metadata
      api.update(of, { ...claim, metadata: ownerReferences.length > 0 ? { ...rest, ownerReferences } : rest }, statefulOptions)
    }
  }

  #told(set: StatefulSet, { verb, name }: { readonly verb: string; readonly name: string }, result: Result<unknown>): Result<unknown> {
    if (isOfNamespaceThatGoes(result)) return done(null)
    const what = `${verb} Pod ${name} in StatefulSet ${set.metadata.name}`
    if (result.ok) this.#events.record(set, { type: 'Normal', reason: `Successful${verb}`, message: `${what} successful` })
    else this.#events.record(set, { type: 'Warning', reason: `Failed${verb}`, message: `${what} failed error: ${result.status.message}` })
    return result
  }
}

function failure(message: string) {
  return { code: 500, reason: '', message } as const
}
