import type { ContainerDetail, ContainerState, Family } from '@binnacle/shared'

/** Reasons of waiting that are part of starting; every other one is trouble. */
const starting = new Set(['', 'ContainerCreating', 'PodInitializing'])

/** A container may run this long (seconds) before it has to be ready. */
const UNREADY_IS_NORMAL = 30

/** The family at `now` (seconds by the cluster's clock). */
export const containerFamily = (container: ContainerDetail, now: number): Family => {
  const state = container.state
  switch (state.state) {
    case 'waiting':
      return starting.has(state.reason) ? 'progress' : 'fail'
    case 'running':
      if (container.ready) return 'ok'
      return container.role === 'init' || container.role === 'ephemeral' || now - (state.since ?? now) < UNREADY_IS_NORMAL ? 'progress' : 'attention'
    case 'terminated':
      return state.exitCode === 0 && state.signal === 0 ? 'done' : 'fail'
    case 'unknown':
      return 'unknown'
    default:
      return state satisfies never
  }
}

/** Waits for a reason that is no part of starting, or ended badly. */
export const inTrouble = (container: ContainerDetail): boolean => containerFamily(container, 0) === 'fail'

/** The state of a container in words, with the time that belongs to it. `for`: it lasts since then. `ago`: it happened then. */
export type StateWords = { readonly text: string; readonly when: { readonly how: 'for' | 'ago'; readonly at: number } | null }

export const stateWords = (container: ContainerDetail): StateWords => {
  const state = container.state
  switch (state.state) {
    case 'waiting':
      return { text: state.reason === '' ? 'Waiting' : state.reason, when: null }
    case 'running':
      return {
        text: container.ready || container.role === 'init' || container.role === 'ephemeral' ? 'Running' : 'Running, not ready',
        when: state.since === null ? null : { how: 'for', at: state.since },
      }
    case 'terminated':
      return { text: state.reason === '' ? 'Ended' : state.reason, when: state.finishedAt === null ? null : { how: 'ago', at: state.finishedAt } }
    case 'unknown':
      return { text: 'No state yet', when: null }
    default:
      return state satisfies never
  }
}

type Terminated = Extract<ContainerState, { state: 'terminated' }>

/** How long the run took in seconds, where both ends are known. */
export const ranFor = (state: Terminated): number | null =>
  state.startedAt === null || state.finishedAt === null ? null : Math.max(0, state.finishedAt - state.startedAt)

/** Whether the node can have written a log for this container: it ran at least once. */
export const hasLog = (container: ContainerDetail): boolean =>
  container.state.state === 'running' || container.state.state === 'terminated' || container.last?.state === 'terminated'

/** Names one run of a container: another one has another log. */
export const runOf = (container: ContainerDetail): string => `${container.name}/${container.restarts}/${hasLog(container) ? 'ran' : 'waits'}`
