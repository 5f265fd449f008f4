import { since } from './humanDuration.ts'
import type { CellsOf } from './tableOf.ts'
import { isThere, listAt, numberAt, textAt, valueAt } from './valueAt.ts'

const SHOWN = 2

/** The row of a HorizontalPodAutoscaler, of either version. */
export const autoscalerCells: CellsOf = (object, now) => [
  object.metadata.name,
  `${textAt(object, 'spec', 'scaleTargetRef', 'kind')}/${textAt(object, 'spec', 'scaleTargetRef', 'name')}`,
  targets(object),
  textAt(object, 'spec', 'minReplicas') || '<unset>',
  numberAt(object, 'spec', 'maxReplicas'),
  numberAt(object, 'status', 'currentReplicas'),
  since(object.metadata.creationTimestamp, now),
]

function targets(object: unknown): string {
  const metrics = metricsOf(object)
  if (metrics.length === 0) return '<none>'
  const shown = metrics.slice(0, SHOWN).join(', ')
  return metrics.length > SHOWN ? `${shown} + ${metrics.length - SHOWN} more...` : shown
}

/** Version 1 knows of nothing but processors. */
function metricsOf(object: unknown): readonly string[] {
  if (isThere(object, 'spec', 'targetCPUUtilizationPercentage')) {
    return [`cpu: ${percent(object, 'status', 'currentCPUUtilizationPercentage') ?? '<unknown>'}/${percent(object, 'spec', 'targetCPUUtilizationPercentage')}`]
  }
  const statuses = listAt(object, 'status', 'currentMetrics')
  return listAt(object, 'spec', 'metrics').map((metric, index) => metricText(metric, statuses[index]))
}

function metricText(metric: unknown, status: unknown): string {
  const type = textAt(metric, 'type')
  const field = `${type.slice(0, 1).toLowerCase()}${type.slice(1)}`
  if (!isThere(metric, field)) return '<unknown type>'
  const [spec, current] = [valueAt(metric, field), valueAt(status, field)]
  const average = textAt(current, 'current', 'averageValue') || '<unknown>'
  const target = textAt(spec, 'target', 'averageValue')
  switch (type) {
    case 'Pods':
      return `${average}/${target}`
    case 'Object':
    case 'External':
      return target === '' ? `${textAt(current, 'current', 'value') || '<unknown>'}/${textAt(spec, 'target', 'value')}` : `${average}/${target} (avg)`
    default:
      return `${textAt(spec, 'name')}: ${target === '' ? utilization(spec, current) : `${average}/${target}`}`
  }
}

function utilization(spec: unknown, current: unknown): string {
  return `${percent(current, 'current', 'averageUtilization') ?? '<unknown>'}/${percent(spec, 'target', 'averageUtilization') ?? '<auto>'}`
}

function percent(from: unknown, ...path: readonly string[]): string | undefined {
  return isThere(from, ...path) ? `${numberAt(from, ...path)}%` : undefined
}
