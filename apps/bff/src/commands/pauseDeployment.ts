import type { Command } from './Command.ts'
import { changeWorkload, type Plan } from './changeWorkload.ts'
import { sameAs } from './jsonPatch.ts'
import type { Workload } from './Workload.ts'

/** `kubectl rollout pause` and `resume`. Where it is so already, nothing is sent (kubectl calls that an error). */
export const pauseDeployment = { pause: set(true), resume: set(false) } as const

function set(paused: boolean): Command<'deployments.pause' | 'deployments.resume'> {
  const isDone = ({ spec }: Workload) => spec.paused === paused
  const plan = (now: Workload): Plan =>
    isDone(now) ? { do: 'nothing' } : { do: 'send', operations: [...sameAs(now), { op: 'add', path: '/spec/paused', value: paused }], isDone }
  return {
    target: ({ namespace, name, uid }) => ({ namespace, name, uid }),
    execute: (ref, tools) => changeWorkload({ kind: 'deployments', ref, plan }, tools),
  }
}
