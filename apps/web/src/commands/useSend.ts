import { type CommandInput, type CommandName, type CommandOutput, type Failure, isOutcomeUnknown, type Outcome } from '@binnacle/shared'
import { useMemo } from 'react'
import { useTime } from '../ui/Time.ts'
import type { ActionTarget, AnyCommand } from './Activity.ts'
import { useActivity } from './ActivityContext.ts'
import { useApi } from './ApiContext.ts'
import { useKubectlCluster } from './useKubectlCluster.ts'

/** What the sender knows better than its input says. `line`: the line to remember, without any value of a Secret or ConfigMap; null for none. */
export type Note = {
  readonly wish?: string
  readonly target?: ActionTarget
  readonly line?: string | null
  /** The id of the action that this one takes back. */
  readonly undoes?: string | null
}

export type SentCommand<N extends CommandName> = { readonly id: string; readonly outcome: Promise<Outcome<CommandOutput<N>>> }
export type Send = <N extends CommandName>(name: N, input: CommandInput<N>, note?: Note) => SentCommand<N>

/**
 * Asks the cluster to do something, and writes it down in the activity of this tab: what was asked, and what came of the asking. What the watch says in the tables is never
 * written here; `page/useAction` also follows an action to its end. A dry run has no id.
 */
export function useSend(context: string): Send {
  const api = useApi()
  const activity = useActivity()
  const time = useTime()
  const cluster = useKubectlCluster(context)
  return useMemo<Send>(() => {
    // How commands are written for a terminal is loaded with the first of them.
    const addLine = (id: string, command: AnyCommand) =>
      import('./commandLine.ts')
        .then(({ commandLine }) => activity.change(id, () => ({ line: commandLine(command, cluster) })))
        // Without a connection it cannot be fetched: then the list shows the action without its line.
        .catch(() => undefined)
    return (name, input, note = {}) => {
      if (isRehearsal(input)) return { id: '', outcome: api.command(context, name, input) }
      const at = time.now()
      const { wish = name.replace(/^.*\./, ''), target = targetOf(name, input), undoes = null } = note
      const id = activity.begin({ command: name, context, target, wish, line: note.line ?? null, at, undoes })
      if (note.line === undefined) void addLine(id, pair(name, input))
      const outcome = api.command(context, name, input).then((answer) => {
        if (answer.ok) {
          activity.change(id, (was) => ({ target: named(was.target, answer.output) }))
          activity.accepted(id, time.now() - at)
        } else activity.failed(id, isRefusal(answer.failure) ? 'refused' : 'unknown', answer.failure)
        return answer
      })
      return { id, outcome }
    }
  }, [api, activity, time, context, cluster])
}

/** A name and the input of that name. */
export function pair<N extends CommandName>(command: N, input: CommandInput<N>): AnyCommand {
  return { command, input } as unknown as AnyCommand
}

/** A dry run changes nothing, so it is no action. */
function isRehearsal(input: object): boolean {
  return 'dryRun' in input && input.dryRun === true
}

/** Whoever answered says that it did not happen; without such an answer nobody knows. */
function isRefusal(failure: Failure): boolean {
  return failure.code >= 400 && !isOutcomeUnknown(failure)
}

const KINDS: Readonly<Record<string, string>> = {
  pods: 'Pod',
  deployments: 'Deployment',
  replicasets: 'ReplicaSet',
  replicationcontrollers: 'ReplicationController',
  jobs: 'Job',
  secrets: 'Secret',
  configmaps: 'ConfigMap',
}

/** What was made has its uid, and what was given as a document its kind and name, from the answer. */
function named(target: ActionTarget, output: object): ActionTarget {
  const kind = wordOf(output, 'kind') ?? target.kind
  const name = wordOf(output, 'name') ?? target.name
  return target.uid === null ? { ...target, kind, name, uid: wordOf(output, 'uid') } : target
}

function wordOf(of: object, key: string): string | null {
  const value: unknown = Reflect.get(of, key)
  return typeof value === 'string' ? value : null
}

function targetOf(name: string, input: object): ActionTarget {
  const resource = name.replace(/\..*$/, '')
  const word = (key: string) => wordOf(input, key)
  return { kind: KINDS[resource] ?? resource, namespace: word('namespace'), name: word('name') ?? '', uid: word('uid') }
}
