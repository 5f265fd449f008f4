import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type CommandInput, type CommandName, type KubectlCommand, type KubectlView, kubectlCommand, kubectlLine, Outcome } from '@binnacle/shared'
import { dump, load } from 'js-yaml'
import type { BinnacleServer } from '../bench/BinnacleServer.ts'
import type { Result } from '../clusters/run.ts'
import type { ApiProxy } from '../golden/ApiProxy.ts'

/** A line that takes longer than this hangs (ms). */
const PATIENCE = 15_000

/** Names that a person could give a context, and that a shell could take for something else. */
export const HOSTILE_CONTEXTS = [
  'arn:aws:eks:eu-1:123456789012:cluster/shop',
  'admin@shop:6443/eu',
  'my shop (eu)',
  "it's ours",
  '"quoted"',
  '$(touch caught) `touch caught`',
  'a;touch caught;#',
  'a&&touch caught||touch caught',
  '-A',
  '--all',
  '~/$HOME/*?[a-z]',
  'back\\slash\\',
  '!! {a,b} <x> |y',
  'größer als 🚢',
  'two\nlines\tand tabs',
]

/** The context that the lines name when nothing hostile is asked for. */
export const CONTEXT = 'the real one'

type Named = { name: string }
type Kubeconfig = {
  'current-context': string
  contexts: (Named & { context: Record<string, string> })[]
  clusters: (Named & { cluster: object })[]
  users: Named[]
}

/** Where lines are run as a person would: by a shell, in a folder of its own, with a kubeconfig whose current context leads nowhere. */
export class Bench {
  readonly api: ApiProxy
  readonly #binnacle: BinnacleServer
  readonly #own: string
  readonly #place: { folder: string; path: string; right: string; wrong: string }
  proven = 0
  readonly differences: string[] = []

  constructor(api: ApiProxy, { dir, kubectl, kubeconfig, binnacle }: { dir: string; kubectl: string; kubeconfig: string; binnacle: BinnacleServer }) {
    this.api = api
    this.#binnacle = binnacle
    this.#own = (load(kubeconfig) as Kubeconfig)['current-context'] // the border: a kubeconfig that kubectl accepts
    const folder = join(dir, 'empty')
    mkdirSync(folder)
    const right = join(dir, 'right.kubeconfig')
    const wrong = join(dir, 'wrong.kubeconfig')
    writeFileSync(right, kubeconfig, { mode: 0o600 })
    writeFileSync(wrong, withHostileContexts(kubeconfig), { mode: 0o600 })
    this.#place = { folder, right, wrong, path: `${dirname(kubectl)}:${process.env['PATH'] ?? ''}` }
  }

  /** Gives the command to a Binnacle that runs beside the apiserver, as its page does. */
  async give<N extends CommandName>(command: N, input: CommandInput<N>): Promise<Outcome<unknown>> {
    const response = await fetch(`${this.#binnacle.origin}/api/c/${encodeURIComponent(this.#own)}/commands/${command}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${this.#binnacle.bearer}`, 'content-type': 'application/json' },
      body: JSON.stringify(input),
    })
    return Outcome.parse(await response.json())
  }

  /** The line with its context, and in the short form. Each is run where only that form can work. */
  lines(subject: KubectlView | KubectlCommand): { text: string; context: string | null }[] {
    return [CONTEXT, null].map((context) => {
      const cluster = context === null ? null : { context }
      return { text: 'command' in subject ? kubectlCommand(subject, cluster) : kubectlLine(subject, cluster), context }
    })
  }

  start({ text, context }: { text: string; context: string | null }, shell = 'sh'): ChildProcess {
    const { folder, path, right, wrong } = this.#place
    const env = { PATH: path, HOME: folder, KUBECONFIG: context === null ? right : wrong, KUBERC: 'off', KUBECACHEDIR: join(folder, '..', 'cache') }
    return spawn(shell, ['-c', text], { cwd: folder, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
  }

  /** Runs a line to its end, or ends it (code -1) when `enough` says so of what it printed, or when patience does. */
  run(line: { text: string; context: string | null }, enough: (said: string) => boolean = () => false, shell = 'sh'): Promise<Result> {
    const child = this.start(line, shell)
    const result: Result = { code: -1, stdout: '', stderr: '' }
    const end = (): void => {
      // The whole group: a shell does not pass the signal on to its kubectl.
      if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL')
    }
    const timer = setTimeout(end, PATIENCE)
    return new Promise((resolve, reject) => {
      child.stdout?.setEncoding('utf8').on('data', (text: string) => {
        result.stdout += text
        if (enough(result.stdout)) end()
      })
      child.stderr?.setEncoding('utf8').on('data', (text: string) => {
        result.stderr += text
      })
      child.on('error', reject)
      child.on('close', (code) => {
        clearTimeout(timer)
        resolve({ ...result, code: code ?? -1 })
      })
    })
  }

  /** One line and whether it did what Binnacle does. */
  judge(line: string, difference: string | null): void {
    if (difference === null) {
      this.proven++
      return
    }
    this.differences.push(line)
    process.stdout.write(`DIFFERENT ${line}\n  ${difference}\n`)
  }

  /** What no line may do: write into the folder where it was run. */
  caught(): readonly string[] {
    return readdirSync(this.#place.folder)
  }
}

function withHostileContexts(text: string): string {
  const config = load(text) as Kubeconfig // the border: a kubeconfig that kubectl accepts
  const right = config.contexts.find(({ name }) => name === config['current-context'])?.context
  if (!right) throw new Error('the kubeconfig has no current context')
  const nowhere = { name: 'nowhere', cluster: { server: 'https://127.0.0.1:1' } }
  const contexts = [CONTEXT, ...HOSTILE_CONTEXTS].map((name) => ({ name, context: right }))
  const wrong = { name: 'nowhere', context: { cluster: 'nowhere', user: right['user'] ?? '' } }
  return dump({ ...config, 'current-context': 'nowhere', contexts: [wrong, ...contexts], clusters: [...config.clusters, nowhere] })
}
