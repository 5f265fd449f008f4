import type { Volume } from '../kinds.ts'
import { downwardValue, resourceValue } from './downwardValue.ts'
import type { KubeletParts } from './KubeletParts.ts'
import { keysOf } from './keysOf.ts'
import type { PodState } from './PodState.ts'

/** What a volume holds when it is set up, by path; or why it cannot be, in the kubelet's words. */
export type VolumeFiles = { readonly ok: true; readonly files: ReadonlyMap<string, string> } | { readonly ok: false; readonly message: string }

const EMPTY: VolumeFiles = { ok: true, files: new Map() }

type KeyToPath = { readonly key: string; readonly path: string }

type Keyed = {
  readonly kind: 'configmap' | 'secret'
  readonly name: string
  readonly items?: readonly KeyToPath[] | undefined
  readonly optional?: boolean | undefined
}

type Item = {
  readonly path: string
  readonly fieldRef?: { readonly fieldPath: string }
  readonly resourceFieldRef?: { readonly resource: string; readonly containerName?: string; readonly divisor?: string }
}

type Source = {
  readonly secret?: { readonly name: string; readonly items?: readonly KeyToPath[]; readonly optional?: boolean }
  readonly configMap?: { readonly name: string; readonly items?: readonly KeyToPath[]; readonly optional?: boolean }
  readonly downwardAPI?: { readonly items?: readonly Item[] }
  readonly serviceAccountToken?: { readonly path: string }
}

/**
 * The files of a volume: secrets, configMaps, the downward API, and what is projected of these and of service account tokens. Every other kind of volume is an empty
 * directory that its pod's containers share.
 */
export function volumeFiles(kubelet: KubeletParts, state: PodState, volume: Volume): VolumeFiles {
  const { secret, configMap, downwardAPI, projected } = volume
  if (secret) return keyedFiles(kubelet, state, { kind: 'secret', name: secret.secretName, items: secret.items, optional: secret.optional })
  if (configMap) return keyedFiles(kubelet, state, { kind: 'configmap', ...configMap })
  if (downwardAPI) return downwardFiles(kubelet, state, downwardAPI.items ?? [])
  if (!projected) return EMPTY
  const files = new Map<string, string>()
  for (const source of (projected.sources ?? []) as readonly Source[]) {
    const part = projectedFiles(kubelet, state, source)
    if (!part.ok) return part
    for (const [path, text] of part.files) files.set(path, text)
  }
  return { ok: true, files }
}

function projectedFiles(kubelet: KubeletParts, state: PodState, source: Source): VolumeFiles {
  if (source.secret) return keyedFiles(kubelet, state, { kind: 'secret', ...source.secret })
  if (source.configMap) return keyedFiles(kubelet, state, { kind: 'configmap', ...source.configMap })
  if (source.downwardAPI) return downwardFiles(kubelet, state, source.downwardAPI.items ?? [])
  if (source.serviceAccountToken) return { ok: true, files: new Map([[source.serviceAccountToken.path, kubelet.tokenFor(state.pod)]]) }
  return EMPTY
}

const KINDS = { configmap: 'config map', secret: 'secret' } as const

function keyedFiles(kubelet: KubeletParts, { pod }: PodState, { kind, name, items, optional }: Keyed): VolumeFiles {
  const keys = keysOf(kubelet.store, { kind, namespace: pod.metadata.namespace ?? 'default', name })
  if (!keys) return optional ? EMPTY : { ok: false, message: `${kind} "${name}" not found` }
  if (!items) return { ok: true, files: keys }
  const files = new Map<string, string>()
  for (const { key, path } of items) {
    const text = keys.get(key)
    if (text !== undefined) files.set(path, text)
    else if (!optional) return { ok: false, message: `references non-existent ${KINDS[kind]} key: ${key}` }
  }
  return { ok: true, files }
}

function downwardFiles(kubelet: KubeletParts, state: PodState, items: readonly Item[]): VolumeFiles {
  const files = new Map<string, string>()
  for (const { path, fieldRef, resourceFieldRef } of items) {
    const value = resourceFieldRef
      ? resourceValue(kubelet, state, { container: null, field: resourceFieldRef })
      : downwardValue(kubelet, state, fieldRef?.fieldPath ?? '')
    if (!value.ok) return value
    files.set(path, value.value)
  }
  return { ok: true, files }
}
