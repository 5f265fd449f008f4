import { randomUUID } from 'node:crypto'
import { type Clock, type Failure, type Need, OUTCOME_ANNOTATION, type Outcome } from '@binnacle/shared'
import type { Audit } from '../access/audit.ts'
import { authorize, type GuardRails } from '../access/authorize.ts'
import { kubePath } from '../kube/kubePath.ts'
import type { Run } from './Run.ts'
import type { RunCluster } from './RunCluster.ts'

/** Waits (ms) before each try to write; after the last the run's outcome is known to this Binnacle alone. */
const TRY_AFTER_MS = [0, 2_000, 5_000, 15_000, 30_000]
/** A log that is still being read when its run is over is waited for this long (ms) before the Job is deleted. */
const LOGS_LIMIT_MS = 3_000

export type CloseTools = {
  readonly cluster: RunCluster
  readonly clock: Clock
  readonly rails: GuardRails
  readonly audit: Audit
  /** As the cluster knows the credential, for the audit line; null where it does not say. */
  user(): Promise<string | null>
}

/**
 * Writes on the Job how its run ended, and deletes the Job where that was asked for, once its logs are read. Both name the uid and may be done twice: another Binnacle may do the same.
 */
export async function closeRun(run: Run, tools: CloseTools): Promise<void> {
  const { uid, namespace, name, run: plan } = run.job
  const { client } = tools.cluster
  if (!run.exists || authorize({ namespace, name }, tools.rails)) return
  if (plan !== null && plan.outcome === null && run.outcome !== null) {
    const body = { metadata: { uid, annotations: { [OUTCOME_ANNOTATION]: JSON.stringify(run.outcome) } } }
    const request = { method: 'PATCH', patchType: 'application/merge-patch+json', path: pathOf(run), body } as const
    await insist(run, tools, { verb: 'patch', send: (auditId) => client.json({ ...request, auditId }) })
  }
  if (plan?.atEnd !== 'delete') return
  run.readLogs()
  await logsRead(run, tools.clock)
  const body = { preconditions: { uid }, propagationPolicy: 'Background' } as const
  await insist(run, tools, { verb: 'delete', send: (auditId) => client.json({ method: 'DELETE', path: pathOf(run), body, auditId }) })
}

function pathOf({ job: { namespace, name } }: Run) {
  return kubePath({ group: 'batch', version: 'v1', resource: 'jobs', namespace, name })
}

/** One change, tried again while its outcome is unknown. Every try leaves its audit line. */
async function insist(run: Run, tools: CloseTools, { verb, send }: Change): Promise<void> {
  for (const ms of TRY_AFTER_MS) {
    if (ms > 0) await new Promise<void>((resolve) => tools.clock.after(ms, resolve))
    if (!run.exists) return
    const requestId = randomUUID()
    const outcome = await send(requestId)
    const failure = outcome.ok ? null : outcome.failure
    const { namespace, name, uid } = run.job
    const object = { context: tools.cluster.context, verb, resource: 'jobs', namespace, name, uid }
    const end = { code: failure === null ? 200 : failure.code, reason: failure?.reason ?? null, requestId, remoteAddress: '' }
    tools.audit({ actor: 'binnacle', user: await tools.user(), ...object, ...end })
    if (failure === null || !isWorthAnotherTry(failure)) return
  }
}

type Change = { readonly verb: Need['verb']; send(auditId: string): Promise<Outcome<unknown>> }

function isWorthAnotherTry({ code }: Failure): boolean {
  return code === 0 || code === 429 || code >= 500
}

function logsRead(run: Run, clock: Clock): Promise<void> {
  return new Promise((resolve) => {
    const cancel = clock.after(LOGS_LIMIT_MS, resolve)
    run.logs.onSettled(() => {
      cancel()
      resolve()
    })
  })
}
