import type { KubeObject } from '../../objects.ts'
import type { Store } from '../../storage/Store.ts'
import { struct } from '../Struct.ts'
import { baselineChecks, restrictedChecks } from './podSecurityChecks.ts'

const ENFORCE = 'pod-security.kubernetes.io/enforce'

/**
 * What stands against a pod in the standard that its namespace enforces (`baseline` or `restricted`); null when nothing does. Checks of Windows, procMount and SELinux are
 * left out, and all versions of a standard are the latest.
 */
export function podSecurityRefusal(store: Store, pod: KubeObject): string | null {
  const labels = store.get('namespaces', undefined, pod.metadata.namespace ?? '')?.metadata.labels
  const level = labels?.[ENFORCE]
  if (level !== 'baseline' && level !== 'restricted') return null
  const spec = struct(pod['spec'])
  const checks = level === 'baseline' ? baselineChecks : restrictedChecks
  const found = checks.flatMap((check) => check(spec) ?? [])
  const words = found.map(({ reason, detail }) => (detail === '' ? reason : `${reason} (${detail})`))
  const version = labels?.[`${ENFORCE}-version`] ?? 'latest'
  return words.length === 0 ? null : `violates PodSecurity "${level}:${version}": ${words.join(', ')}`
}
