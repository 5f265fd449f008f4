import type { DeploymentRow } from './workloadRows.ts'

/** The reason by which a Deployment's controller says that nothing moved for `progressDeadlineSeconds`. */
export const DEADLINE_EXCEEDED = 'ProgressDeadlineExceeded'

/** `text`: the line that kubectl prints. `done` ends the wait of `kubectl rollout status`, and so does `failed`. */
export type RolloutStatus = { readonly text: string; readonly done: boolean; readonly failed: boolean }

type Moving = Pick<
  DeploymentRow,
  'name' | 'generation' | 'observedGeneration' | 'desired' | 'replicas' | 'updated' | 'available' | 'paused' | 'progressing' | 'deletedAt'
>

/** What `kubectl rollout status deployment/<name>` says of this state (kubectl 0.36, `DeploymentStatusViewer`), byte for byte, without the line break. */
export function rolloutStatus(row: Omit<Moving, 'paused' | 'deletedAt'>): RolloutStatus {
  const name = `"${row.name}"`
  switch (rolloutStep(row)) {
    case 'unobserved':
      return waiting('Waiting for deployment spec update to be observed...')
    case 'failed':
      return { text: `error: deployment ${name} exceeded its progress deadline`, done: false, failed: true }
    case 'updating':
      return waiting(`Waiting for deployment ${name} rollout to finish: ${row.updated} out of ${row.desired} new replicas have been updated...`)
    case 'ending old':
      return waiting(`Waiting for deployment ${name} rollout to finish: ${row.replicas - row.updated} old replicas are pending termination...`)
    case 'becoming available':
      return waiting(`Waiting for deployment ${name} rollout to finish: ${row.available} of ${row.updated} updated replicas are available...`)
    case 'done':
      return { text: `deployment ${name} successfully rolled out`, done: true, failed: false }
  }
}

/** The same in a few words, for a cell of a list; null when there is nothing to wait for. */
export function rolloutWords(row: Moving): string | null {
  if (row.deletedAt !== null) return null
  const words = stepWords(row)
  return words !== null && row.paused ? `paused, ${words}` : words
}

function stepWords(row: Moving): string | null {
  switch (rolloutStep(row)) {
    case 'unobserved':
      return 'not observed yet'
    case 'failed':
      return 'progress deadline exceeded'
    case 'updating':
      return `${row.updated} of ${row.desired} updated`
    case 'ending old':
      return `${row.replicas - row.updated} old pending termination`
    case 'becoming available':
      return `${row.available} of ${row.updated} available`
    case 'done':
      return null
  }
}

export type RolloutStep = 'unobserved' | 'failed' | 'updating' | 'ending old' | 'becoming available' | 'done'

/** How far the rollout is: the cases of kubectl, in its order. */
export function rolloutStep(row: Omit<Moving, 'name' | 'paused' | 'deletedAt'>): RolloutStep {
  if (row.generation > row.observedGeneration) return 'unobserved'
  if (row.progressing?.reason === DEADLINE_EXCEEDED) return 'failed'
  if (row.updated < row.desired) return 'updating'
  if (row.replicas > row.updated) return 'ending old'
  return row.available < row.updated ? 'becoming available' : 'done'
}

function waiting(text: string): RolloutStatus {
  return { text, done: false, failed: false }
}
