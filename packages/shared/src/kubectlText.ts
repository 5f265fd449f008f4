import { posixQuote } from './posixQuote.ts'
import type { Namespaces } from './topics.ts'

/** Words of one call of kubectl before they are quoted. `scope`: the namespaces, in place of `-n`; null where there is none. */
export type KubectlCall = { readonly before: readonly string[]; readonly scope: Namespaces | null; readonly after: readonly string[] }

/** Calls that follow each other, each only where the one before it did its work. `beyond`: what Binnacle does and no flag of kubectl can say. */
export type KubectlText = {
  readonly calls: readonly KubectlCall[]
  readonly beyond: readonly string[]
  /** What the last call reads, as lines of its own; none of them may be the word `EOF` alone. */
  readonly stdin?: string
}

/**
 * POSIX quoting, names its context and namespace; `context` null gives the short form, which leaves the choice of the context to the terminal. Several
 * namespaces become one command each. A trailing comment names what kubectl cannot express; it is harmless also in shells that take no comments from a keyboard.
 */
export function kubectlText({ calls, beyond, stdin }: KubectlText, context: string | null): string {
  const line = `${calls.map((call) => callText(call, context)).join(' && ')}${stdin === undefined ? '' : " <<'EOF'"}`
  // A comment is a command of its own: zsh by default would hand `# and all these words` to the command before it.
  const whole = beyond.length > 0 ? `${line}; # ${beyond.join(', ')}` : line
  return stdin === undefined ? whole : `${whole}\n${stdin}EOF`
}

/** A name that begins with a dash (no apiserver takes one) must not become a flag such as `--all`. */
export function kubectlTarget(resource: string, name: string): string[] {
  return name.startsWith('-') ? [`${resource}/${name}`] : [resource, name]
}

function callText({ before, scope, after }: KubectlCall, context: string | null): string {
  const scopes = scope === null ? [[]] : scope === '*' ? [['-A']] : scope.map((namespace) => ['-n', namespace])
  const commands = scopes.map((words) => {
    const quoted = ['kubectl', ...before, ...words, ...after].map(posixQuote)
    if (context !== null) quoted.push(`--context=${posixQuote(context)}`)
    return quoted.join(' ')
  })
  return commands.join('; ')
}
