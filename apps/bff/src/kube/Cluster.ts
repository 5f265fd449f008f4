import type { Clock } from '@binnacle/shared'
import { ClusterClient } from './ClusterClient.ts'
import { Credentials } from './Credentials.ts'
import { createInformers, type InformerSet } from './informers.ts'
import type { ContextEntry } from './kubeconfig.ts'
import { Liveness } from './Liveness.ts'
import { Permits } from './Permits.ts'
import type { ClusterHealth, Informers } from './Source.ts'

/** Lists at once: a restart with thirty tables must not be thirty full reads. */
const LISTS_AT_ONCE = 4

export type ClusterOptions = {
  readonly entry: ContextEntry
  readonly clock: Clock
  readonly random: () => number
  /** A probe failed: look whether the kubeconfig says something else now. */
  readonly onMiss: () => void
  /** Where the cluster is, if that is not known before it is asked for the first time. Rejects where it cannot be started. */
  readonly serverOf?: () => Promise<string>
}

/** One opened context: its client, its shared watches, and whether it answers. Whoever opened it calls `close`. */
export class Cluster {
  readonly context: string
  readonly client: ClusterClient
  readonly #credentials: Credentials
  readonly #liveness: Liveness
  readonly #informers: InformerSet

  constructor({ entry, clock, random, onMiss, serverOf }: ClusterOptions) {
    this.context = entry.name
    this.#credentials = new Credentials(entry, clock, serverOf)
    this.client = new ClusterClient(this.#credentials, clock)
    this.#liveness = new Liveness({ client: this.client, clock, random, onMiss, credentialStamp: () => this.#credentials.stamp() })
    this.#informers = createInformers({ client: this.client, liveness: this.#liveness, clock, random, lists: new Permits(LISTS_AT_ONCE) })
    this.#liveness.start()
  }

  get informers(): Informers {
    return this.#informers
  }

  get health(): ClusterHealth {
    return this.#liveness.health
  }

  /** Rises when the cluster behind the address turned out to be another one. */
  get epoch(): number {
    return this.#liveness.epoch
  }

  /** kube-system's uid; null where it may not be read or is not known yet. */
  get uid(): string | null {
    return this.#liveness.uid
  }

  /** Watches that run, used or kept warm. */
  get watches(): number {
    return this.#informers.size
  }

  /** Told after `health` or `epoch` changed. Returns unsubscribe. */
  subscribe(listener: () => void): () => void {
    return this.#liveness.subscribe(listener)
  }

  /** Looks now instead of at the next turn, and tries again what is forbidden, gone or failing. */
  retry(): void {
    this.#liveness.retry()
    this.#informers.retry()
  }

  /** The kubeconfig says something else about this context: from the next request on that counts, and the cluster is looked at anew. */
  reconfigure(entry: ContextEntry): void {
    this.#credentials.replace(entry)
    this.client.closeConnections()
    this.#liveness.retry()
  }

  close(): void {
    this.#informers.close()
    this.#liveness.stop()
    this.client.closeConnections()
  }
}
