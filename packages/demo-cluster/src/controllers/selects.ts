import type { LabelSelector, LabelSelectorRequirement } from '../kinds.ts'
import { ownField } from '../objects.ts'

type Labels = Readonly<Record<string, string>>

/** Whether a label selector holds for labels. No selector selects nothing, an empty one everything. */
export function selects(selector: LabelSelector | undefined, labels: Labels = {}): boolean {
  if (!selector) return false
  const plain = Object.entries(selector.matchLabels ?? {})
  return plain.every(([key, value]) => labels[key] === value) && (selector.matchExpressions ?? []).every((requirement) => holds(requirement, labels))
}

function holds({ key, operator, values = [] }: LabelSelectorRequirement, labels: Labels): boolean {
  const value = ownField(labels, key)
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value)
    case 'NotIn':
      return value === undefined || !values.includes(value)
    case 'Exists':
      return value !== undefined
    case 'DoesNotExist':
      return value === undefined
    default:
      return operator satisfies never
  }
}
