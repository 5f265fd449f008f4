import type { Condition, Toleration } from '../../kinds.ts'
import { isTolerated } from '../../scheduler/nodeChecks.ts'
import type { Taint } from '../../workloads.ts'

const PREFIX = 'node.kubernetes.io/'
export const NOT_READY = `${PREFIX}not-ready`
export const UNREACHABLE = `${PREFIX}unreachable`

const BY_CONDITION: Readonly<Record<string, string>> = {
  'Ready False': NOT_READY,
  'Ready Unknown': UNREACHABLE,
  'MemoryPressure True': `${PREFIX}memory-pressure`,
  'DiskPressure True': `${PREFIX}disk-pressure`,
  'NetworkUnavailable True': `${PREFIX}network-unavailable`,
  'PIDPressure True': `${PREFIX}pid-pressure`,
}
const UNSCHEDULABLE = `${PREFIX}unschedulable`
const NO_SCHEDULE_KEYS = new Set([...Object.values(BY_CONDITION), UNSCHEDULABLE])

type Of = { readonly conditions: readonly Condition[]; readonly unschedulable: boolean; readonly taints: readonly Taint[] }

/**
 * A node's taints as its conditions want them: NoSchedule for each fault and for a cordoned node, NoExecute for one that is not ready (`evicts` false leaves that out, as
 * where no node is ready). Other taints stay. Gives the same list where nothing changes.
 */
export function taintsFor({ conditions, unschedulable, taints }: Of, { evicts, now }: { readonly evicts: boolean; readonly now: string }): readonly Taint[] {
  const faults = conditions.flatMap(({ type, status }) => BY_CONDITION[`${type} ${status}`] ?? [])
  const blocking = new Set([...faults, ...(unschedulable ? [UNSCHEDULABLE] : [])])
  const evicting = new Set(evicts ? faults.filter((key) => key === NOT_READY || key === UNREACHABLE) : [])
  const kept = taints.filter(({ key, effect }) => {
    if (effect === 'NoSchedule' && NO_SCHEDULE_KEYS.has(key)) return blocking.has(key)
    return effect !== 'NoExecute' || (key !== NOT_READY && key !== UNREACHABLE) || evicting.has(key)
  })
  const has = (key: string, effect: Taint['effect']) => kept.some((taint) => taint.key === key && taint.effect === effect)
  const added: Taint[] = [
    ...[...blocking].filter((key) => !has(key, 'NoSchedule')).map((key): Taint => ({ key, effect: 'NoSchedule', timeAdded: now })),
    ...[...evicting].filter((key) => !has(key, 'NoExecute')).map((key): Taint => ({ key, effect: 'NoExecute', timeAdded: now })),
  ]
  return added.length === 0 && kept.length === taints.length ? taints : [...kept, ...added]
}

/** How many milliseconds a pod may stay under these NoExecute taints: 0 where one is not tolerated, null where it may stay for ever. */
export function tolerated(tolerations: readonly Toleration[], taints: readonly Taint[]): number | null {
  const seconds: number[] = []
  for (const taint of taints) {
    const toleration = tolerations.find((one) => isTolerated(one, taint))
    if (!toleration) return 0
    if (toleration.tolerationSeconds !== undefined) seconds.push(toleration.tolerationSeconds)
  }
  return seconds.length === 0 ? null : Math.max(0, Math.min(...seconds)) * 1000
}
