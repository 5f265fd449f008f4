import type { Container, EnvFrom, EnvVar, KeySelector } from '../kinds.ts'
import { downwardValue, resourceValue } from './downwardValue.ts'
import { expand } from './expand.ts'
import type { KubeletParts } from './KubeletParts.ts'
import { keysOf } from './keysOf.ts'
import type { PodState } from './PodState.ts'
import { serviceEnvironment } from './serviceEnvironment.ts'

export type Environment = { readonly ok: true; readonly value: Readonly<Record<string, string>> } | { readonly ok: false; readonly message: string }

type Value = { readonly ok: true; readonly value: string | null } | { readonly ok: false; readonly message: string }

/**
 * The environment of a container as the kubelet makes it at each start: the services of its namespace, envFrom, and env with `$(VAR)` put in, each over the one before.
 * Refused in the kubelet's words where something it refers to is missing and not optional.
 */
export function containerEnvironment(kubelet: KubeletParts, state: PodState, container: Container): Environment {
  const namespace = state.pod.metadata.namespace ?? 'default'
  const services = serviceEnvironment(kubelet.store, namespace, state.pod.spec.enableServiceLinks ?? true)
  const own: Record<string, string> = {}
  for (const source of container.envFrom ?? []) {
    const refused = addAll(kubelet, own, { namespace, source })
    if (refused !== null) return { ok: false, message: refused }
  }
  for (const entry of container.env ?? []) {
    const value = entry.value
      ? { ok: true as const, value: expand(entry.value, (name) => own[name] ?? services[name]) }
      : lookUp(kubelet, state, { entry, container })
    if (!value.ok) return value
    if (value.value !== null) own[entry.name] = value.value
  }
  return { ok: true, value: { ...services, ...own } }
}

function addAll(
  kubelet: KubeletParts,
  own: Record<string, string>,
  { namespace, source }: { readonly namespace: string; readonly source: EnvFrom },
): string | null {
  const from = source.configMapRef ?? source.secretRef
  if (!from) return null
  const kind = source.configMapRef ? 'configmap' : 'secret'
  const keys = keysOf(kubelet.store, { kind, namespace, name: from.name })
  if (!keys) return from.optional ? null : `${kind} "${from.name}" not found`
  for (const [key, value] of keys) own[`${source.prefix ?? ''}${key}`] = value
  return null
}

type Of = { readonly entry: EnvVar; readonly container: Container }

/** Null leaves the variable out. */
function lookUp(kubelet: KubeletParts, state: PodState, { entry, container }: Of): Value {
  const { fieldRef, resourceFieldRef, configMapKeyRef, secretKeyRef } = entry.valueFrom ?? {}
  if (fieldRef) return downwardValue(kubelet, state, fieldRef.fieldPath)
  if (resourceFieldRef) return resourceValue(kubelet, state, { container, field: resourceFieldRef })
  if (configMapKeyRef) return keyed(kubelet, state, { kind: 'configmap', from: configMapKeyRef })
  if (secretKeyRef) return keyed(kubelet, state, { kind: 'secret', from: secretKeyRef })
  return { ok: true, value: '' }
}

const KINDS = { configmap: 'ConfigMap', secret: 'Secret' } as const

function keyed(kubelet: KubeletParts, { pod }: PodState, { kind, from }: { readonly kind: 'configmap' | 'secret'; readonly from: KeySelector }): Value {
  const namespace = pod.metadata.namespace ?? 'default'
  const keys = keysOf(kubelet.store, { kind, namespace, name: from.name })
  const value = keys?.get(from.key)
  if (value !== undefined) return { ok: true, value }
  if (from.optional) return { ok: true, value: null }
  return { ok: false, message: keys ? `couldn't find key ${from.key} in ${KINDS[kind]} ${namespace}/${from.name}` : `${kind} "${from.name}" not found` }
}
