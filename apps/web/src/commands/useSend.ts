import { type CommandInput, type CommandName, type CommandOutput, type Failure, type KubectlCommand, kubectlLine, type Outcome } from '@binnacle/shared'
import { useMemo } from 'react'
import { useTime } from '../ui/Time.ts'
import type { ActionTarget } from './Activity.ts'
import { useActivity } from './ActivityContext.ts'
import { useApi } from './ApiContext.ts'
import { isPrivate } from './keptActions.ts'

/** What the sender knows better than its input says. `line`: the line to remember, without any value of a Secret or ConfigMap. */
export type Note = {
  readonly wish?: string
  readonly target?: ActionTarget
  readonly line?: string | null
  /** The id of the action that this one takes back. */
  readonly undoes?: string | null
}

export type SentCommand<N extends CommandName> = { readonly id: string; readonly outcome: Promise<Outcome<CommandOutput<N>>> }
export type Send = <N extends CommandName>(name: N, input: CommandInput<N>, note?: Note) => SentCommand<N>

/** Asks the cluster to do something, and writes it down in the activity of this tab: what was asked, and what came of the asking. */
export function useSend(context: string): Send {
  const api = useApi()
  const activity = useActivity()
  const time = useTime()
  return useMemo<Send>(
    () =>
      (name, input, note = {}) => {
        const at = time.now()
        const { wish = name.replace(/^.*\./, ''), target = targetOf(name, input), undoes = null } = note
        const line = note.line ?? (isPrivate(name) ? null : kubectlLine(pair(name, input), context))
        const id = activity.begin({ command: name, context, target, wish, line, at, undoes })
        const outcome = api.command(context, name, input).then((answer) => {
          if (answer.ok) activity.accepted(id, time.now() - at)
          else activity.failed(id, isKnown(answer.failure) ? 'refused' : 'unknown', answer.failure)
          return answer
        })
        return { id, outcome }
      },
    [api, activity, time, context],
  )
}

/** A name and the input of that name. */
export function pair<N extends CommandName>(command: N, input: CommandInput<N>): KubectlCommand {
  return { command, input } as unknown as KubectlCommand
}

/** Whoever answered says that it did not happen; without such an answer nobody knows. */
function isKnown({ reason, code }: Failure): boolean {
  return code >= 400 && reason !== 'Timeout' && reason !== 'Disconnected'
}

const KINDS: Readonly<Record<string, string>> = {
  pods: 'Pod',
  deployments: 'Deployment',
  replicasets: 'ReplicaSet',
  replicationcontrollers: 'ReplicationController',
}

function targetOf(name: string, input: object): ActionTarget {
  const resource = name.replace(/\..*$/, '')
  const word = (key: string): string | null => {
    const value: unknown = Reflect.get(input, key)
    return typeof value === 'string' ? value : null
  }
  return { kind: KINDS[resource] ?? resource, namespace: word('namespace'), name: word('name') ?? '', uid: word('uid') }
}
