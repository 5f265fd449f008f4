import type { CommandInput, CommandName } from './commands.ts'
import { posixQuote } from './posixQuote.ts'
import type { Namespaces } from './topics.ts'

type NamespacedList = 'pods' | 'events' | 'deployments' | 'replicasets' | 'replicationcontrollers'
type Resource = 'pod' | 'event' | 'node' | 'namespace'
/** `wide`: with the optional columns. `watch`: as live as the page. `filter`: the text that the page is filtered by. */
type ListOptions = { readonly wide?: boolean; readonly watch?: boolean; readonly filter?: string }

/** What can be on screen, as far as kubectl can show the same. `namespace` is null for what belongs to none. */
export type KubectlView =
  | ({ readonly view: 'list'; readonly resource: NamespacedList; readonly namespaces: Namespaces } & ListOptions)
  | ({ readonly view: 'list'; readonly resource: 'nodes' | 'namespaces' } & ListOptions)
  | { readonly view: 'yaml' | 'describe'; readonly resource: Resource; readonly namespace: string | null; readonly name: string }
  | {
      readonly view: 'logs'
      readonly namespace: string
      readonly name: string
      readonly container: string | null
      readonly previous?: boolean
      readonly tail?: number
      readonly follow?: boolean
    }
  | { readonly view: 'events'; readonly resource: Resource; readonly namespace: string | null; readonly name: string; readonly watch?: boolean }

/** A command with its input, as it is sent to the BFF. */
export type KubectlCommand = { [N in CommandName]: { readonly command: N; readonly input: CommandInput<N> } }[CommandName]

/** Words of a line before they are quoted. `scope`: the namespaces, in place of `-n`. `beyond`: what Binnacle does and no flag of kubectl can say. */
type Line = {
  readonly before: readonly string[]
  readonly scope: Namespaces | null
  readonly after: readonly string[]
  readonly beyond: readonly string[]
}

/** The kubectl line of each command: one that is missing does not compile. */
const commandLines: { readonly [N in CommandName]: (input: CommandInput<N>) => Line } = {
  'pods.delete': ({ namespace, name, uid, gracePeriodSeconds }) => ({
    before: ['delete', ...target('pod', name)],
    scope: [namespace],
    after: grace(gracePeriodSeconds),
    beyond: [`Binnacle deletes only the pod with uid ${posixQuote(uid)}, kubectl whichever has the name`],
  }),
}

/**
 * The line for a terminal that shows or does the same as Binnacle: POSIX quoting, names its context and namespace; `context` null gives the short form,
 * which leaves the choice of the context to the terminal. Several namespaces become one command each; where that cannot be (a watch does not end), all of
 * them are listed. A trailing comment names what kubectl cannot express; it is harmless also in shells that take no comments from a keyboard.
 */
export function kubectlLine(subject: KubectlView | KubectlCommand, context: string | null): string {
  const line = 'command' in subject ? commandLine(subject.command, subject.input) : viewLine(subject)
  const scopes = line.scope === null ? [[]] : line.scope === '*' ? [['-A']] : line.scope.map((namespace) => ['-n', namespace])
  const commands = scopes.map((scope) => {
    const words = ['kubectl', ...line.before, ...scope, ...line.after].map(posixQuote)
    if (context !== null) words.push(`--context=${posixQuote(context)}`)
    return words.join(' ')
  })
  // A comment is a command of its own: zsh by default would hand `# and all these words` to the command before it.
  return [...commands, ...(line.beyond.length > 0 ? [`# ${line.beyond.join(', ')}`] : [])].join('; ')
}

function commandLine<N extends CommandName>(command: N, input: CommandInput<N>): Line {
  return commandLines[command](input)
}

function viewLine(view: KubectlView): Line {
  switch (view.view) {
    case 'list':
      return listLine(view)
    case 'yaml':
      return objectLine(view, ['get', ...target(view.resource, view.name)], ['-o', 'yaml'])
    case 'describe':
      return objectLine(view, ['describe', ...target(view.resource, view.name)], [])
    case 'logs':
      return logsLine(view)
    case 'events':
      return {
        before: ['events', `--for=${view.resource}/${view.name}`],
        scope: view.namespace === null ? '*' : [view.namespace],
        after: view.watch ? ['-w'] : [],
        beyond: [`kubectl goes by the name, so events of an earlier ${view.resource} of this name are among them`],
      }
    default:
      return view satisfies never
  }
}

function listLine(view: KubectlView & { view: 'list' }): Line {
  const asked = 'namespaces' in view ? view.namespaces : null
  const narrowed = Array.isArray(asked) && asked.length > 1 && (view.watch || asked.length > MAX_JOINED) ? asked : null
  const beyond: string[] = []
  if (narrowed) beyond.push(`Binnacle shows only the namespaces ${narrowed.map(posixQuote).join(' ')}`)
  if (view.filter) beyond.push(`Binnacle shows only what matches ${commentQuote(view.filter)}`)
  return {
    before: ['get', view.resource],
    scope: narrowed ? '*' : asked,
    after: [...(view.wide ? ['-o', 'wide'] : []), ...(view.watch ? ['-w'] : [])],
    beyond,
  }
}

/** More commands than this in one line help nobody; then all namespaces are listed. */
const MAX_JOINED = 3

function objectLine(view: { namespace: string | null }, before: string[], after: string[]): Line {
  return { before, scope: view.namespace === null ? null : [view.namespace], after, beyond: [] }
}

function logsLine(view: KubectlView & { view: 'logs' }): Line {
  const after: string[] = []
  if (view.container !== null) after.push('-c', view.container)
  if (view.previous) after.push('--previous')
  if (view.tail !== undefined) after.push(`--tail=${view.tail}`)
  if (view.follow) after.push('-f')
  const before = ['logs', view.name.startsWith('-') ? `pod/${view.name}` : view.name]
  return { before, scope: [view.namespace], after, beyond: [] }
}

/** kubectl turns a grace period of 0 into 1 unless it is forced. */
function grace(seconds: number | null): string[] {
  if (seconds === null) return []
  return seconds === 0 ? ['--grace-period=0', '--force'] : [`--grace-period=${seconds}`]
}

/** A name that begins with a dash (no apiserver takes one) must not become a flag such as `--all`. */
function target(resource: Resource, name: string): string[] {
  return name.startsWith('-') ? [`${resource}/${name}`] : [resource, name]
}

/** In a comment a line break would begin a command. */
function commentQuote(text: string): string {
  return posixQuote(text.replace(/\p{Cc}+/gu, ' '))
}
