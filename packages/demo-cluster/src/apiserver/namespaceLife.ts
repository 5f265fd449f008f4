import type { KubeObject } from '../objects.ts'
import type { Status } from '../Status.ts'
import type { ObjectName } from './Api.ts'
import type { VerbParts } from './ApiParts.ts'
import { forbidden, notFound } from './refusals.ts'

const IMMORTAL = new Set(['default', 'kube-system', 'kube-public'])

/** The finalizer in the spec of every Namespace, which the namespace controller takes away once everything in it is gone. */
const KUBERNETES = 'kubernetes'

/**
 * Why nothing can be created there: the namespace is missing, or on its way out. A cluster that never had a Namespace has none to ask for, as in tests of one part.
 */
export function namespaceRefusal(parts: VerbParts, of: ObjectName): Status | null {
  const { namespace } = of
  if (namespace === undefined || namespace === '' || of.resource === 'namespaces' || !parts.store.resources.includes('namespaces')) return null
  const found = parts.store.get('namespaces', undefined, namespace)
  if (!found) return notFound(parts.resource('namespaces'), { resource: 'namespaces', name: namespace })
  if (phaseOf(found) !== 'Terminating') return null
  return forbidden(parts.resource(of.resource), of, {
    message: `unable to create new content in namespace ${namespace} because it is being terminated`,
    causes: [{ reason: 'NamespaceTerminating', message: `namespace ${namespace} is being terminated`, field: 'metadata.namespace' }],
  })
}

/** Why this namespace may never be deleted. */
export function immortal(parts: VerbParts, of: ObjectName): Status | null {
  if (of.resource !== 'namespaces' || !IMMORTAL.has(of.name)) return null
  return forbidden(parts.resource('namespaces'), of, { message: 'this namespace may not be deleted' })
}

/** A new Namespace: active, and to be emptied before it may go. */
export function newNamespace(object: KubeObject): KubeObject {
  const finalizers = specFinalizers(object)
  const spec = { ...specOf(object), finalizers: finalizers.includes(KUBERNETES) ? finalizers : [...finalizers, KUBERNETES] }
  return { ...object, spec, status: { phase: 'Active' } }
}

/** A plain update keeps the finalizers of the spec: only `finalize` takes them away. */
export function keptNamespace(object: KubeObject, before: KubeObject): KubeObject {
  const { finalizers: _, ...rest } = specOf(object)
  const finalizers = specFinalizers(before)
  return { ...object, spec: finalizers.length === 0 ? rest : { ...rest, finalizers } }
}

export function specFinalizers(namespace: KubeObject): readonly string[] {
  const { finalizers } = specOf(namespace)
  return Array.isArray(finalizers) ? finalizers : []
}

export function terminating(namespace: KubeObject): KubeObject {
  const status = namespace['status']
  return { ...namespace, status: { ...(typeof status === 'object' ? status : {}), phase: 'Terminating' } }
}

function phaseOf({ status }: KubeObject): unknown {
  return typeof status === 'object' && status !== null && 'phase' in status ? status.phase : undefined
}

function specOf(namespace: KubeObject): { readonly finalizers?: unknown } {
  const spec = namespace['spec']
  return typeof spec === 'object' && spec !== null ? spec : {}
}
