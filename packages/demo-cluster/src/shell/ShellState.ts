import type { Process } from '../containers/Process.ts'
import type { Command } from './Ast.ts'

/** Which shell speaks: busybox's, Debian's `sh`, or bash. */
export type ShellKind = 'ash' | 'dash' | 'bash'

/** What a shell remembers. A subshell works on a copy. */
export class ShellState {
  readonly kind: ShellKind
  /** `$0` */
  readonly name: string
  readonly variables: Map<string, string>
  readonly exported: Set<string>
  readonly functions: Map<string, Command>
  readonly traps: Map<string, string>
  readonly options: Set<string>
  readonly jobs: Process[] = []
  positional: readonly string[]
  status = 0
  lastBackground: number | null = null
  isInteractive = false
  /** Lines read so far, for messages. */
  line = 1

  constructor(of: { readonly kind: ShellKind; readonly name: string; readonly positional: readonly string[]; readonly env: Readonly<Record<string, string>> }) {
    this.kind = of.kind
    this.name = of.name
    this.positional = of.positional
    this.variables = new Map(Object.entries(of.env))
    this.exported = new Set(this.variables.keys())
    this.functions = new Map()
    this.traps = new Map()
    this.options = new Set()
  }

  copy(): ShellState {
    const copy = new ShellState({ kind: this.kind, name: this.name, positional: this.positional, env: {} })
    for (const [name, value] of this.variables) copy.variables.set(name, value)
    for (const name of this.exported) copy.exported.add(name)
    for (const [name, body] of this.functions) copy.functions.set(name, body)
    for (const option of this.options) copy.options.add(option)
    for (const [signal, action] of this.traps) if (action === '') copy.traps.set(signal, action)
    copy.status = this.status
    copy.lastBackground = this.lastBackground
    copy.line = this.line
    return copy
  }

  /** The environment of a command. */
  environment(more: ReadonlyMap<string, string> = new Map()): Record<string, string> {
    const env: Record<string, string> = {}
    for (const [name, value] of this.variables) if (this.exported.has(name)) env[name] = value
    for (const [name, value] of more) env[name] = value
    return env
  }

  /** How this shell begins its complaints. */
  complaint(text: string): string {
    if (this.kind === 'bash') return this.isInteractive ? `${this.name}: ${text}\n` : `${this.name}: line ${this.line}: ${text}\n`
    return this.kind === 'dash' ? `${this.name}: ${this.line}: ${text}\n` : `${this.name}: ${text}\n`
  }
}
