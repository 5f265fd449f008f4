import type { Condition } from '../../kinds.ts'
import { timestamp } from '../../objects.ts'

/** What stands in the way of a namespace's end. Resources are by `resource.group` as upstream prints them. */
export type Remaining = {
  readonly errors: readonly string[]
  readonly resources: ReadonlyMap<string, number>
  readonly finalizers: ReadonlyMap<string, number>
}

type Said = { readonly type: string; readonly reason: string; readonly message: string }

const FINE: readonly Said[] = [
  { type: 'NamespaceDeletionDiscoveryFailure', reason: 'ResourcesDiscovered', message: 'All resources successfully discovered' },
  { type: 'NamespaceDeletionGroupVersionParsingFailure', reason: 'ParsedGroupVersions', message: 'All legacy kube types successfully parsed' },
  { type: 'NamespaceDeletionContentFailure', reason: 'ContentDeleted', message: 'All content successfully deleted, may be waiting on finalization' },
  { type: 'NamespaceContentRemaining', reason: 'ContentRemoved', message: 'All content successfully removed' },
  { type: 'NamespaceFinalizersRemaining', reason: 'ContentHasNoFinalizers', message: 'All content-preserving finalizers finished' },
]

/** The five conditions of a namespace that goes, in the words of upstream's namespace controller. A condition keeps its time while its status stays. */
export function namespaceConditions(before: readonly Condition[], remaining: Remaining, now: number): readonly Condition[] {
  const faults = faultsOf(remaining)
  const next = FINE.map((fine): Condition => {
    const fault = faults.find(({ type }) => type === fine.type)
    const status = fault ? 'True' : 'False'
    const known = before.find(({ type, status: old }) => type === fine.type && old === status)
    return { ...(fault ?? fine), status, lastTransitionTime: known?.lastTransitionTime ?? timestamp(now) }
  })
  return [...before.filter(({ type }) => !FINE.some((fine) => fine.type === type)), ...next]
}

function faultsOf({ errors, resources, finalizers }: Remaining): readonly Said[] {
  const failed = `Failed to delete all resource types, ${errors.length} remaining: ${[...errors].sort().join(', ')}`
  const left = [...resources].map(([resource, count]) => `${resource} has ${count} resource instances`)
  const held = [...finalizers].map(([finalizer, count]) => `${finalizer} in ${count} resource instances`)
  return [
    ...(errors.length > 0 ? [{ type: 'NamespaceDeletionContentFailure', reason: 'ContentDeletionFailed', message: failed }] : []),
    ...(left.length > 0
      ? [{ type: 'NamespaceContentRemaining', reason: 'SomeResourcesRemain', message: `Some resources are remaining: ${left.sort().join(', ')}` }]
      : []),
    ...(held.length > 0
      ? [
          {
            type: 'NamespaceFinalizersRemaining',
            reason: 'SomeFinalizersRemain',
            message: `Some content in the namespace has finalizers remaining: ${held.sort().join(', ')}`,
          },
        ]
      : []),
  ]
}
