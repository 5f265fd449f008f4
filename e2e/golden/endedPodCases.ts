import type { PodCase } from './PodCase.ts'
import { type Ago, bound, container, ended, type Json, READY, restarted, running, two, UNREADY, waiting } from './statuses.ts'

/** Pods whose containers have ended, wholly, partly or before. */
export function endedPodCases(ago: Ago): PodCase[] {
  return [...endedCases(ago), ...completedMixes(ago), ...restarts(ago)]
}

function endedCases(ago: Ago): PodCase[] {
  const one = (name: string, phase: string, end: Json): PodCase => ({ name, spec: bound, status: { phase, containerStatuses: [container('web', end)] } })
  return [
    one('ended-error', 'Failed', ended(ago, 10, { exitCode: 1, reason: 'Error' })),
    one('ended-oomkilled', 'Failed', ended(ago, 10, { exitCode: 137, reason: 'OOMKilled' })),
    one('ended-exit-code', 'Failed', ended(ago, 10, { exitCode: 3 })),
    one('ended-exit-code-0', 'Succeeded', ended(ago, 10, { exitCode: 0 })),
    one('ended-signal', 'Failed', ended(ago, 10, { exitCode: 137, signal: 9 })),
    one('ended-signal-exit-code-0', 'Failed', ended(ago, 10, { exitCode: 0, signal: 15 })),
    one('ended-completed', 'Succeeded', ended(ago, 10, { exitCode: 0, reason: 'Completed' })),
    one('ended-cannot-run', 'Failed', ended(ago, 10, { exitCode: 127, reason: 'ContainerCannotRun', message: 'exec: "nope": not found' })),
    one('ended-start-error', 'Failed', ended(ago, 10, { exitCode: 128, reason: 'StartError' })),
    one('ended-status-unknown', 'Failed', ended(ago, 10, { exitCode: 137, reason: 'ContainerStatusUnknown' })),
    one('ended-completed-badly', 'Failed', ended(ago, 10, { exitCode: 2, reason: 'Completed' })),
  ]
}

/** STATUS Completed is corrected when another container runs or failed. */
function completedMixes(ago: Ago): PodCase[] {
  const done = ended(ago, 20, { exitCode: 0, reason: 'Completed' })
  const bad = ended(ago, 20, { exitCode: 1, reason: 'Error' })
  const mix = (name: string, conditions: Json[], states: readonly [Json, Json, boolean]): PodCase => {
    const [web, log, ready] = states
    const containerStatuses = [container('web', web), container('log', log, { ready })]
    return { name: `mix-${name}`, spec: { ...bound, ...two }, status: { phase: 'Running', conditions, containerStatuses } }
  }
  return [
    mix('completed-beside-ready', [READY], [done, running(ago), true]),
    mix('completed-beside-running-not-ready', [UNREADY], [done, running(ago), true]),
    mix('completed-beside-unready-container', [READY], [done, running(ago), false]),
    mix('completed-beside-error', [UNREADY], [done, bad, false]),
    mix('completed-beside-completed', [UNREADY], [done, done, false]),
    mix('error-beside-ready', [READY], [bad, running(ago), true]),
    mix('running-before-completed', [READY], [running(ago), done, false]),
    mix('completed-beside-waiting', [UNREADY], [done, waiting('CrashLoopBackOff'), false]),
    mix('ready-twice', [UNREADY, READY], [done, running(ago), true]),
  ]
}

/** RESTARTS with ages from every rung of the ladder. */
function restarts(ago: Ago): PodCase[] {
  const rungs = [
    1, 119, 120, 180, 192, 599, 600, 10_740, 10_800, 18_600, 28_740, 28_800, 172_740, 172_800, 277_200, 604_800, 691_200, 63_000_000, 63_072_000, 65_664_000,
    252_288_000, -30,
  ]
  const status = (...statuses: Json[]): Json => ({ phase: 'Running', conditions: [READY], containerStatuses: statuses })
  return [
    ...rungs.map((seconds, index) => ({
      name: `restarted-${String(index).padStart(2, '0')}`,
      spec: bound,
      status: status(container('web', running(ago, 0), { ready: true, ...restarted(ago, index + 1, { exitCode: 1, seconds }) })),
    })),
    { name: 'restarted-without-end', spec: bound, status: status(container('web', running(ago), { ready: true, restartCount: 5 })) },
    {
      name: 'restarted-0-with-end',
      spec: bound,
      status: status(container('web', running(ago), { ready: true, ...restarted(ago, 0, { exitCode: 1, seconds: 5 }) })),
    },
    {
      name: 'restarted-both',
      spec: { ...bound, ...two },
      status: status(
        container('web', running(ago), { ready: true, ...restarted(ago, 3, { exitCode: 1, seconds: 9000 }) }),
        container('log', running(ago), { ready: true, ...restarted(ago, 4, { exitCode: 1, seconds: 500 }) }),
      ),
    },
  ]
}
