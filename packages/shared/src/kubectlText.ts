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
 * How a line names its cluster: by a context of the terminal's own kubeconfig, or by the path of a kubeconfig that holds nothing else. `away`: that file is where
 * Binnacle runs, which may be another machine or container than the terminal's.
 */
export type KubectlCluster = { readonly context: string } | { readonly kubeconfig: string; readonly away: boolean }

/**
 * POSIX quoting, names its cluster and namespace; `cluster` null gives the short form, which leaves the choice of the cluster to the terminal. Several
 * namespaces become one command each. A trailing comment names what kubectl cannot express; it is harmless also in shells that take no comments from a keyboard.
 */
export function kubectlText({ calls, beyond, stdin }: KubectlText, cluster: KubectlCluster | null): string {
  const line = calls.map((call) => callText(call, cluster)).join(' && ')
  const end = stdin === undefined ? null : delimiterOf(stdin)
  const notes = cluster !== null && 'away' in cluster && cluster.away ? [...beyond, 'the kubeconfig is a file where Binnacle runs'] : beyond
  // A comment is a command of its own: zsh by default would hand `# and all these words` to the command before it.
  const whole = `${line}${end === null ? '' : ` <<'${end}'`}${notes.length > 0 ? `; # ${notes.join(', ')}` : ''}`
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

function callText({ before, scope, after }: KubectlCall, cluster: KubectlCluster | null): string {
  const scopes = scope === null ? [[]] : scope === '*' ? [['-A']] : scope.map((namespace) => ['-n', namespace])
  const own = cluster !== null && 'kubeconfig' in cluster ? [`--kubeconfig=${posixQuote(cluster.kubeconfig)}`] : []
  const context = cluster !== null && 'context' in cluster ? [`--context=${posixQuote(cluster.context)}`] : []
  const commands = scopes.map((words) => ['kubectl', ...own, ...[...before, ...words, ...after].map(posixQuote), ...context].join(' '))
  return commands.join('; ')
}
