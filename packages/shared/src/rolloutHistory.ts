import type { DeploymentRow, ReplicaSetRow, TemplateImage } from './workloadRows.ts'

/** One revision of a Deployment: the ReplicaSet that keeps its template. `cause` null is kubectl's `<none>`; revision 0 stands for a ReplicaSet that was given no number. */
export type Revision = {
  readonly revision: number
  readonly cause: string | null
  readonly images: readonly TemplateImage[]
  readonly created: number
  readonly desired: number
  readonly replicas: number
  readonly ready: number
  readonly uid: string
  readonly name: string
  /** The one that the Deployment's own revision names. */
  readonly current: boolean
}

/**
 * The revisions that `kubectl rollout history` lists, in its order (kubectl 0.36, `DeploymentHistoryViewer`): of the ReplicaSets whose controller is this Deployment,
 * by number; of two with the same number the last by name; none whose number cannot be read.
 */
export function rolloutHistory(replicaSets: Iterable<ReplicaSetRow>, deployment: Pick<DeploymentRow, 'uid' | 'revision'>): Revision[] {
  const owned = [...replicaSets].filter(({ controller }) => controller?.uid === deployment.uid).sort((a, b) => (a.name < b.name ? -1 : 1))
  const byNumber = new Map<number, Revision>()
  for (const row of owned) if (row.revision !== null) byNumber.set(row.revision, revisionOf(row, row.revision, deployment.revision))
  return [...byNumber.values()].sort((a, b) => a.revision - b.revision)
}

function revisionOf({ cause, images, created, desired, replicas, ready, uid, name }: ReplicaSetRow, revision: number, current: number | null): Revision {
  return { revision, cause, images, created, desired, replicas, ready, uid, name, current: revision === current }
}
