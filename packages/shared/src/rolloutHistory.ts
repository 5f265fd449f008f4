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
 * by number; none whose number cannot be read. Of several with one number (somebody wrote it by hand) kubectl shows the one with the Deployment's template, which rows do
 * not hold, else the youngest: here one that wants pods stands for the former.
 */
export function rolloutHistory(replicaSets: Iterable<ReplicaSetRow>, deployment: Pick<DeploymentRow, 'uid' | 'revision'>): Revision[] {
  const owned = [...replicaSets].filter(({ controller }) => controller?.uid === deployment.uid).sort(lastStays)
  const byNumber = new Map<number, Revision>()
  for (const row of owned) if (row.revision !== null) byNumber.set(row.revision, revisionOf(row, row.revision, deployment.revision))
  return [...byNumber.values()].sort((a, b) => a.revision - b.revision)
}

function lastStays(a: ReplicaSetRow, b: ReplicaSetRow): number {
  return Number(a.desired > 0) - Number(b.desired > 0) || a.created - b.created || (a.name < b.name ? -1 : 1)
}

function revisionOf({ cause, images, created, desired, replicas, ready, uid, name }: ReplicaSetRow, revision: number, current: number | null): Revision {
  return { revision, cause, images, created, desired, replicas, ready, uid, name, current: revision === current }
}
