import { claimsOfPod } from '../controllers/startVolumeProtection.ts'
import type { Pod } from '../kinds.ts'
import type { Surroundings } from './podAffinityCheck.ts'

/** Why no node at all will do, since a claim of the pod is missing, going, or bound to no volume; in kube-scheduler's words. */
export function claimObstacle(pod: Pod, { claim }: Surroundings): string | null {
  const claims = claimsOfPod(pod).map((name) => ({ name, found: claim(pod.metadata.namespace, name) }))
  for (const { name, found } of claims) {
    if (!found) return `persistentvolumeclaim "${name}" not found`
    if (found.metadata.deletionTimestamp !== undefined) return `persistentvolumeclaim "${name}" is being deleted`
  }
  return claims.some(({ found }) => found?.status?.phase !== 'Bound') ? 'pod has unbound immediate PersistentVolumeClaims' : null
}
