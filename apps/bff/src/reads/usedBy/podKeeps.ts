import type { ConfigUse, ConfigUser } from '@binnacle/shared'
import * as z from 'zod'

const Started = z.array(z.object({ name: z.string(), state: z.object({ running: z.object({ startedAt: z.string() }).optional() }).catch({}) })).catch([])
const Status = z.object({ containerStatuses: Started, initContainerStatuses: Started, ephemeralContainerStatuses: Started })

/**
 * Whether the running containers that were given values at their start have those of before the last change (RFC 3339 times of the cluster, whole seconds:
 * within one second nobody can tell). A container that runs no more, or not yet, reads anew when it starts. Null where none runs.
 */
export function podKeeps(status: unknown, uses: readonly ConfigUse[], changedAt: number | null): ConfigUser['keeps'] {
  const found = Status.safeParse(status).data
  const given = new Set(uses.filter(({ how, follows }) => !follows && how !== 'imagePullSecrets').map(({ container }) => container))
  if (!found || given.size === 0) return null
  const all = [...found.containerStatuses, ...found.initContainerStatuses, ...found.ephemeralContainerStatuses]
  const starts = all.flatMap(({ name, state }) => (given.has(name) && state.running ? [Date.parse(state.running.startedAt) / 1000] : []))
  if (starts.length === 0) return null
  if (changedAt === null) return 'unknown'
  if (starts.some((start) => start < changedAt)) return 'old'
  return starts.every((start) => start > changedAt) ? 'new' : 'unknown'
}
