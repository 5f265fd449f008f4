import { statSync } from 'node:fs'
import type { Clock, ContextSummary, Outcome } from '@binnacle/shared'
import { Cluster } from './Cluster.ts'
import { type ContextEntry, type Kubeconfig, kubeconfigFiles, readKubeconfig } from './kubeconfig.ts'
import { sameValue } from './sameValue.ts'

/** A kubeconfig that appears or changes is noticed within this. */
const LOOK_EVERY_MS = 2_000
const IN_CLUSTER_TOKEN = '/var/run/secrets/kubernetes.io/serviceaccount/token'

export type ContextsOptions = {
  /** The value of KUBECONFIG (several files joined by the platform's path delimiter), if set. */
  readonly kubeconfig: string | undefined
  /** The home directory, for `.kube/config`. */
  readonly home: string
  readonly clock: Clock
  /** Random numbers of [0, 1); default Math.random. */
  readonly random?: () => number
}

/** The contexts of the user's kubeconfig, as kubectl sees them, kept up to date while the files change, and the clusters opened of them. */
export type Contexts = {
  readonly summaries: readonly ContextSummary[]
  /** Why there is no context to open, or why the files' newest state is not used: a sentence for the reader. Null when all is well. */
  readonly problem: string | null
  /** The cluster behind a context; dialled at first use, the same object every time. Unknown name: NotFound. */
  open(name: string): Outcome<Cluster>
  /** Told after `summaries` or `problem` changed. Returns unsubscribe. */
  subscribe(listener: () => void): () => void
  /** Ends every watch, probe and file poll. */
  close(): void
}

export function openContexts(options: ContextsOptions): Contexts {
  return new KubeconfigContexts(options)
}

class KubeconfigContexts implements Contexts {
  readonly #options: ContextsOptions
  readonly #files: readonly string[]
  readonly #clusters = new Map<string, Cluster>()
  readonly #listeners = new Set<() => void>()
  #config: Kubeconfig
  #problem: string | null
  #summaries: readonly ContextSummary[]
  #stamp: string
  #cancelLook = () => {}
  #closed = false

  constructor(options: ContextsOptions) {
    this.#options = options
    this.#files = kubeconfigFiles(options.kubeconfig, options.home)
    this.#stamp = stampOf(this.#files)
    this.#config = readKubeconfig(this.#files)
    this.#problem = problemOf(this.#config)
    this.#summaries = summariesOf(this.#config)
    this.#lookLater()
  }

  get summaries(): readonly ContextSummary[] {
    return this.#summaries
  }

  get problem(): string | null {
    return this.#problem
  }

  open(name: string): Outcome<Cluster> {
    const open = this.#clusters.get(name)
    if (open) return { ok: true, output: open }
    const entry = this.#config.contexts.get(name)
    if (!entry || this.#closed) return { ok: false, failure: { reason: 'NotFound', code: 404, message: `the kubeconfig has no context of this name` } }
    const cluster = new Cluster({ entry, clock: this.#options.clock, random: this.#options.random ?? Math.random, onMiss: () => this.#look() })
    this.#clusters.set(name, cluster)
    return { ok: true, output: cluster }
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
    }
  }

  close(): void {
    this.#closed = true
    this.#cancelLook()
    for (const cluster of this.#clusters.values()) cluster.close()
    this.#clusters.clear()
  }

  #lookLater(): void {
    this.#cancelLook = this.#options.clock.after(LOOK_EVERY_MS, () => {
      this.#look()
      this.#lookLater()
    })
  }

  #look(): void {
    const stamp = stampOf(this.#files)
    if (stamp === this.#stamp || this.#closed) return
    this.#stamp = stamp
    const read = readKubeconfig(this.#files)
    // Somebody may be writing the file just now: what was read before stays in use until there is something better.
    const usable = read.contexts.size > 0 || this.#config.contexts.size === 0 || this.#clusters.size === 0
    if (usable) this.#use(read)
    const before = { problem: this.#problem, summaries: this.#summaries }
    this.#problem = problemOf(read)
    this.#summaries = summariesOf(this.#config)
    if (sameValue(before, { problem: this.#problem, summaries: this.#summaries })) return
    for (const listener of this.#listeners) listener()
  }

  #use(read: Kubeconfig): void {
    const before = this.#config
    this.#config = read
    for (const [name, cluster] of this.#clusters) {
      const entry = read.contexts.get(name)
      if (entry && !sameValue(entry, before.contexts.get(name))) cluster.reconfigure(entry)
    }
  }
}

function problemOf({ problem, contexts }: Kubeconfig): string | null {
  if (problem === null || contexts.size > 0 || stampOfFile(IN_CLUSTER_TOKEN) === '-') return problem
  return `${problem} Binnacle seems to run inside a cluster; using that cluster's own credentials is not part of this version.`
}

function summariesOf({ contexts, current }: Kubeconfig): ContextSummary[] {
  return [...contexts.values()].map((entry) => summaryOf(entry, entry.name === current))
}

/** A server URL may hold a password; the picker shows none. */
function summaryOf({ name, clusterName, userName, namespace, cluster }: ContextEntry, current: boolean): ContextSummary {
  const server = URL.canParse(cluster.server) ? new URL(cluster.server) : null
  const shown = server ? `${server.protocol}//${server.host}${server.pathname.replace(/\/$/, '')}` : ''
  return { name, cluster: clusterName, user: userName, server: shown, namespace, current }
}

/** Changes when a file does: time, size and inode, so that a file put in another's place counts too. */
function stampOf(files: readonly string[]): string {
  return files.map(stampOfFile).join('|')
}

function stampOfFile(file: string): string {
  try {
    const { mtimeNs, size, ino } = statSync(file, { bigint: true })
    return `${mtimeNs} ${size} ${ino}`
  } catch {
    return '-'
  }
}
