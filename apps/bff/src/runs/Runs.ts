import { type Clock, isOutcomeUnknown, ObjectRef, type Outcome } from '@binnacle/shared'
import type { Audit } from '../access/audit.ts'
import type { GuardRails } from '../access/authorize.ts'
import type { Identity } from '../access/Identity.ts'
import type { Cluster } from '../kube/Cluster.ts'
import { followLog } from '../kube/followLog.ts'
import { ClusterRuns } from './ClusterRuns.ts'
import type { Follow } from './RunLogs.ts'

const followOf =
  (client: Cluster['client']): Follow =>
  (params, sink) =>
    followLog(client, params, sink)

async function userOf(identity: Identity, { context, client }: Cluster): Promise<string | null> {
  const person = await identity.of(context, client)
  return person.ok ? person.output.username : identity.lastHeard(context)
}

/** A command as it came over the wire. */
type Call = { readonly context: string; readonly name: string; readonly input: unknown }

export type RunsOptions = { readonly clock: Clock; readonly rails: GuardRails; readonly audit: Audit; readonly identity: Identity }

/** The runs of every context that was opened. `close` ends all watching; what was written to the clusters stays. */
export class Runs {
  readonly #options: RunsOptions
  readonly #clusters = new Map<Cluster, ClusterRuns>()

  constructor(options: RunsOptions) {
    this.#options = options
  }

  of(cluster: Cluster): ClusterRuns {
    const known = this.#clusters.get(cluster)
    if (known) return known
    const { context, informers, client } = cluster
    const { identity } = this.#options
    const port = { context, informers, client, follow: followOf(client) }
    const runs = new ClusterRuns({ ...this.#options, cluster: port, user: () => userOf(identity, cluster) })
    this.#clusters.set(cluster, runs)
    return runs
  }

  /** Around a command: the deletion of a Job by its user is told from anybody else's. */
  async attend<Answer>(call: Call, run: () => Promise<Outcome<Answer>>): Promise<Outcome<Answer>> {
    const deleted = call.name === 'jobs.delete' ? ObjectRef.safeParse(call.input) : null
    if (!deleted?.success) return run()
    const of = [...this.#clusters].filter(([{ context }]) => context === call.context)
    const asked = of.map(([, runs]) => runs.deletion(deleted.data.uid))
    const outcome = await run()
    if (!outcome.ok && !isOutcomeUnknown(outcome.failure)) for (const one of asked) one.refused()
    return outcome
  }

  close(): void {
    for (const runs of this.#clusters.values()) runs.close()
    this.#clusters.clear()
  }
}
