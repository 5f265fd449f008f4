import type { Condition } from '../../kinds.ts'
import { timestamp } from '../../objects.ts'

export type Conditions = readonly Condition[]

export function condition(conditions: Conditions | undefined, type: string): Condition | undefined {
  return conditions?.find((each) => each.type === type)
}

export function without(conditions: Conditions, type: string): Conditions {
  return conditions.filter((each) => each.type !== type)
}

type News = Pick<Condition, 'type' | 'status'> & { readonly reason: string; readonly message: string }

/** A condition as of now. */
export function newCondition({ type, status, reason, message }: News, now: number): Condition {
  return { type, status, lastUpdateTime: timestamp(now), lastTransitionTime: timestamp(now), reason, message }
}

/** With a condition added or replaced. One of the same status and reason stays as it is; one of the same status keeps the time of its last transition. */
export function withCondition(conditions: Conditions, next: Condition): Conditions {
  const current = condition(conditions, next.type)
  if (current && current.status === next.status && current.reason === next.reason) return conditions
  const since = current?.status === next.status ? current.lastTransitionTime : next.lastTransitionTime
  return [...without(conditions, next.type), since === undefined ? next : { ...next, lastTransitionTime: since }]
}
