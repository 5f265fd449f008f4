import type { DeploymentRow } from '@binnacle/shared'
import type { Segment } from '../../ui/SegmentBar.tsx'

/**
 * How a Deployment's pods divide, as far as its own status tells: it counts the ready pods of all its ReplicaSets together, so of the new ones as many are
 * counted ready as must be when every old one is. The page about it counts per ReplicaSet.
 */
export function deploymentSegments({ replicas, updated, ready, terminating }: DeploymentRow): readonly Segment[] {
  const old = Math.max(0, replicas - updated)
  const oldReady = Math.min(old, ready)
  const newReady = Math.min(updated, Math.max(0, ready - oldReady))
  return [
    { family: 'ok', count: newReady, words: 'new and ready' },
    { family: 'progress', count: Math.max(0, updated - newReady), words: 'new and starting' },
    { family: 'ok', shade: 'soft', count: old, words: 'of an older revision' },
    { family: 'leaving', count: terminating ?? 0, words: 'leaving' },
  ]
}
