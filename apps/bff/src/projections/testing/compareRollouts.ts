import { historyText, rolloutHistory, rolloutStatus } from '@binnacle/shared'
import { deploymentRow } from '../deploymentRow.ts'
import { replicaSetRow } from '../replicaSetRow.ts'

/** As e2e/golden records them: what kubectl printed of a Deployment and its ReplicaSets; these are named by their keys in `objects`. */
export type RecordedRollouts = {
  readonly kubectl: string
  readonly objects: Readonly<Record<string, unknown>>
  readonly samples: readonly {
    readonly title: string
    readonly deployment: string
    readonly replicaSets: readonly string[]
    readonly status: string
    readonly history: string
  }[]
}

/** What our rows say otherwise than kubectl, in no particular number per sample: none when every sentence and every history is equal, byte for byte. */
export function rolloutDifferences({ objects, samples }: RecordedRollouts): string[] {
  return samples.flatMap(({ title, deployment, replicaSets, status, history }) => {
    const row = deploymentRow(objects[deployment])
    const revisions = rolloutHistory(
      replicaSets.map((key) => replicaSetRow(objects[key])),
      row,
    )
    return [...difference(title, status, rolloutStatus(row).text), ...difference(title, history, historyText(row.name, revisions))]
  })
}

function difference(title: string, kubectl: string, ours: string): string[] {
  return kubectl === ours ? [] : [`${title}\n  kubectl  ${JSON.stringify(kubectl)}\n  Binnacle ${JSON.stringify(ours)}`]
}
