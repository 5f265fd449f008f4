import type { Clock, ContextSummary, Outcome } from '@binnacle/shared'
import type { Cluster } from './Cluster.ts'

export type Contexts = {
  readonly summaries: readonly ContextSummary[]
  /** Why there is no context to open, in a sentence for the first-run page. */
  readonly problem: string | null
  /** The cluster behind a context; dialled at first use, the same object every time. Unknown name: NotFound. */
  open(name: string): Outcome<Cluster>
  /** Told after `summaries` or `problem` changed. */
  subscribe(listener: () => void): () => void
  /** Ends every watch, probe and file poll. */
  close(): void
}

export type ContextsOptions = {
  /** The value of KUBECONFIG (several files joined by the platform's path delimiter), if set. */
  readonly kubeconfig: string | undefined
  /** The home directory, for `.kube/config`. */
  readonly home: string
  readonly clock: Clock
  /** Random numbers of [0, 1); default Math.random. */
  readonly random?: () => number
}

export declare function openContexts(options: ContextsOptions): Contexts
