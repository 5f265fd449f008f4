import { posixQuote } from './posixQuote.ts'
import type { Namespaces } from './topics.ts'

/** Words of one call of kubectl before they are quoted. `scope`: the namespaces, in place of `-n`; null where there is none. */
export type KubectlCall = { readonly before: readonly string[]; readonly scope: Namespaces | null; readonly after: readonly string[] }

/** Calls that follow each other, each only where the one before it did its work. `beyond`: what Binnacle does and no flag of kubectl can say. */
export type KubectlText = {
  readonly calls: readonly KubectlCall[]
  readonly beyond: readonly string[]
  /** What the last call reads: the shell hands it on as it is, with a line feed at its end. */
  readonly stdin?: string
}

/**
 * POSIX quoting, names its context and namespace; `context` null gives the short form, which leaves the choice of the context to the terminal. Several
 * namespaces become one command each. A trailing comment names what kubectl cannot express; it is harmless also in shells that take no comments from a keyboard.
 */
export function kubectlText({ calls, beyond, stdin }: KubectlText, context: string | null): string {
  const line = calls.map((call) => callText(call, context)).join(' && ')
  const end = stdin === undefined ? null : delimiterOf(stdin)
  // A comment is a command of its own: zsh by default would hand `# and all these words` to the command before it.
  const whole = `${line}${end === null ? '' : ` <<'${end}'`}${beyond.length > 0 ? `; # ${beyond.join(', ')}` : ''}`
  return stdin === undefined ? whole : `${whole}\n${stdin}${stdin.endsWith('\n') ? '' : '\n'}${end}`
}

/** A word that is no line of the text, so that the shell reads the text to its end. */
function delimiterOf(text: string): string {
  const lines = new Set(text.split('\n'))
  let word = 'EOF'
  for (let count = 2; lines.has(word); count += 1) word = `EOF${count}`
  return word
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
