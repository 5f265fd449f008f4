import type { PodSpec } from '../kinds.ts'

/** The quality of service that a pod is promised: Guaranteed where every container's limits of cpu and memory are its requests, BestEffort where there are none. */
export function qosClass({ containers, initContainers }: PodSpec): 'Guaranteed' | 'Burstable' | 'BestEffort' {
  const all = [...(initContainers ?? []), ...containers]
  const asks = (kind: 'requests' | 'limits', resource: string) => all.map(({ resources }) => resources?.[kind]?.[resource])
  const any = all.some(({ resources }) => ['cpu', 'memory'].some((name) => resources?.requests?.[name] ?? resources?.limits?.[name]))
  if (!any) return 'BestEffort'
  const guaranteed = ['cpu', 'memory'].every((name) => {
    const requests = asks('requests', name)
    return asks('limits', name).every((limit, index) => limit !== undefined && (requests[index] ?? limit) === limit)
  })
  return guaranteed ? 'Guaranteed' : 'Burstable'
}
