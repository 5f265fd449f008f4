import { statSync } from 'node:fs'
import type { Clock, ContextSummary, Outcome } from '@binnacle/shared'
import { Cluster } from './Cluster.ts'
import { type Demo, DemoContext } from './DemoContext.ts'
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
  /** The only cluster there is, whatever the kubeconfig says. */
  readonly demoOnly?: boolean
  /** Terminals may be on another machine than this process, or outside of its container. */
  readonly away?: boolean
  /** How the demo cluster is started; given by tests. */
  readonly startDemo?: (name: string) => Promise<Demo>
}

/**
 * The contexts of the user's kubeconfig, as kubectl sees them, kept up to date while the files change, and the clusters opened of them. Beside them there is always the
 * simulated one of the demo cluster, last in the list; it starts when somebody first asks it something. It is the current one only where no cluster is configured when
 * Binnacle starts: one that is configured and does not answer is never replaced.
 */
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
  readonly #demo: DemoContext
  readonly #demoFirst: boolean
  readonly #listeners = new Set<() => void>()
  #config: Kubeconfig
  #problem: string | null
  #summaries: readonly ContextSummary[]
  #stamp: string
  #cancelLook = () => {}
  #closed = false

  constructor(options: ContextsOptions) {
    this.#options = options
    this.#files = options.demoOnly ? [] : kubeconfigFiles(options.kubeconfig, options.home)
    this.#demo = new DemoContext(
      () => (options.startDemo ?? startDemo)(demoName(this.#config)),
      () => this.#tell(),
    )
    this.#stamp = stampOf(this.#files)
    this.#config = readKubeconfig(this.#files)
    this.#demoFirst = options.demoOnly === true || !isConfigured(options.kubeconfig, this.#config)
    this.#problem = this.#problemOf(this.#config)
    this.#summaries = this.#summarise()
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
    const demo = name === demoName(this.#config)
    const entry = demo ? demoEntry(name) : this.#config.contexts.get(name)
    if (!entry || this.#closed) return { ok: false, failure: { reason: 'NotFound', code: 404, message: `the kubeconfig has no context of this name` } }
    const cluster = new Cluster({
      entry,
      clock: this.#options.clock,
      random: this.#options.random ?? Math.random,
      onMiss: () => this.#look(),
      ...(demo ? { serverOf: () => this.#demo.url() } : {}),
    })
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
    this.#demo.close()
  }

  #problemOf(config: Kubeconfig): string | null {
    return this.#demoFirst && config.absent ? null : problemOf(config)
  }

  #summarise(): ContextSummary[] {
    const name = demoName(this.#config)
    const demo = {
      name,
      cluster: 'demo cluster',
      user: 'kubernetes-admin',
      server: 'in this process',
      namespace: null,
      current: this.#demoFirst,
      simulated: true,
      ...this.#demoKubeconfig(),
    }
    return [...summariesOf(this.#config, this.#demoFirst), demo]
  }

  #demoKubeconfig(): Pick<ContextSummary, 'kubeconfig'> {
    const path = this.#demo.kubeconfig
    if (path === undefined) return {}
    return { kubeconfig: path === null ? null : { path, away: this.#options.away === true } }
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
    this.#tell(this.#problemOf(read))
  }

  #tell(problem = this.#problem): void {
    const before = { problem: this.#problem, summaries: this.#summaries }
    this.#problem = problem
    this.#summaries = this.#summarise()
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

function summariesOf({ contexts, current }: Kubeconfig, demoFirst: boolean): ContextSummary[] {
  return [...contexts.values()].map((entry) => summaryOf(entry, !demoFirst && entry.name === current))
}

/** Whether the user has said that there is a cluster: a KUBECONFIG that is set, a kubeconfig that names one or is broken, or a place inside a cluster. */
function isConfigured(variable: string | undefined, { absent }: Kubeconfig): boolean {
  return (variable ?? '') !== '' || !absent || stampOfFile(IN_CLUSTER_TOKEN) !== '-'
}

/** A user's own context of the same name keeps it. */
function demoName({ contexts }: Kubeconfig): string {
  return contexts.has('demo') ? 'demo (simulated)' : 'demo'
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

/** Where the simulated cluster is, is known once it listens. */
function demoEntry(name: string): ContextEntry {
  return { name, clusterName: 'demo cluster', userName: 'kubernetes-admin', namespace: null, cluster: { server: 'http://127.0.0.1' }, user: {} }
}

/** Loaded when it is needed: who has a cluster pays nothing for it. */
async function startDemo(name: string): Promise<Demo> {
  const { keepKubeconfig, startCluster } = await import('@binnacle/demo-cluster')
  const cluster = await startCluster({ name, scenario: 'busy', pace: 'recorded', nodePorts: 'listen' })
  const { url, kubeconfig } = await cluster.listen(0)
  const kept = attempt(() => keepKubeconfig(kubeconfig))
  return {
    url,
    kubeconfig: kept?.path ?? null,
    close() {
      kept?.remove()
      return cluster.close()
    },
  }
}

/** The demo cluster is there also where nothing may be written; then kubectl has no way to it. */
function attempt<Value>(what: () => Value): Value | null {
  try {
    return what()
  } catch {
    return null
  }
}
