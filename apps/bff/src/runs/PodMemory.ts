import type { ContainerDetail, ContainerExit, PodDetail, RunPod, SamplePod } from '@binnacle/shared'

/** What is remembered of one pod of a run, also after it has left: the newest detail, whether anything in it ever ran, and what last kept it from that. */
export type PodMemory = {
  readonly detail: PodDetail
  readonly left: boolean
  readonly ran: boolean
  readonly stuck: RunPod['stuck']
}

/** On the way to running, not stuck. */
const ON_ITS_WAY: ReadonlySet<string> = new Set(['', 'ContainerCreating', 'PodInitializing'])
/** A terminated state that does not mean that something had run: it could not be started, or the node had never made it when the pod was deleted. */
const NEVER_RAN: ReadonlySet<string> = new Set(['StartError', 'ContainerCannotRun', 'ContainerStatusUnknown'])
const MAX_MESSAGE = 300

export function seePod(before: PodMemory | undefined, detail: PodDetail): PodMemory {
  const ran = (before?.ran ?? false) || detail.containers.some(didRun)
  return { detail, left: false, ran, stuck: ran ? null : (whatKeeps(detail) ?? before?.stuck ?? null) }
}

/** The pod as the verdict needs it. */
export function runPod({ detail, ran, stuck }: PodMemory): RunPod {
  return { name: detail.name, everRan: ran, stuck, exits: detail.containers.flatMap((container) => exitOf(detail.name, container, ran)) }
}

/** The pod as a sample shows it. */
export function samplePod({ uid, name, startedAt, row }: PodDetail): SamplePod {
  return { uid, name, status: row.status, startedAt, ready: row.ready, containers: row.containers, restarts: row.restarts }
}

function didRun({ state, last, restarts }: ContainerDetail): boolean {
  if (state.state === 'running' || restarts > 0) return true
  return [state, last].some((one) => one?.state === 'terminated' && !NEVER_RAN.has(one.reason))
}

function whatKeeps({ containers, row }: PodDetail): RunPod['stuck'] {
  for (const { state } of containers) {
    if (state.state === 'waiting' && !ON_ITS_WAY.has(state.reason)) return said(state)
    if (state.state === 'terminated' && NEVER_RAN.has(state.reason) && state.reason !== 'ContainerStatusUnknown') return said(state)
  }
  return row.why && row.why.container === '' && row.why.reason !== '' ? said(row.why) : null
}

function said({ reason, message }: { readonly reason: string; readonly message: string }): RunPod['stuck'] {
  return { reason, message: message.slice(0, MAX_MESSAGE) }
}

function exitOf(pod: string, { name, role, state }: ContainerDetail, ran: boolean): ContainerExit[] {
  if (role === 'ephemeral' || state.state !== 'terminated') return []
  if (!ran && state.reason === 'ContainerStatusUnknown') return []
  return [{ pod, container: name, exitCode: state.exitCode, reason: state.reason }]
}
