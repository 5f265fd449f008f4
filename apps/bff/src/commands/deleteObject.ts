import { type Failure, isOutcomeUnknown, type Outcome } from '@binnacle/shared'
import * as z from 'zod'
import type { KubePath } from '../kube/kubePath.ts'
import type { DeleteOptions } from '../kube/request.ts'
import type { CommandTools } from './Command.ts'
import { type Sight, settleLostReply } from './settleLostReply.ts'

/** `what`: the word for its kind, in sentences. `guarded`: as in `KubeRequest`. */
export type Deletion = { readonly what: string; readonly path: Outcome<KubePath>; readonly options: DeleteOptions; readonly guarded?: boolean }
export type Deleted = { readonly gracePeriodSeconds: number | null }

const Leaving = z.object({
  metadata: z.object({ uid: z.string(), deletionTimestamp: z.string().optional(), deletionGracePeriodSeconds: z.int().optional() }),
})

/**
 * Asks the cluster to delete exactly the object that the user saw: the uid is a precondition, so a successor of the same name is refused (Conflict) and
 * lives on. A reply that got lost is settled by looking at the object: gone, another, or leaving is done.
 */
export async function deleteObject(deletion: Deletion, tools: CommandTools): Promise<Outcome<Deleted>> {
  const { what, path, options, guarded = false } = deletion
  const answer = await tools.client.json({ method: 'DELETE', path, auditId: tools.auditId, body: options, guarded })
  // The apiserver answers with the object as it goes, or with a Status when it is gone already.
  if (answer.ok) return { ok: true, output: graceOf(Leaving.safeParse(answer.output).data) }
  if (answer.failure.reason === 'Conflict') return { ok: false, failure: replaced(answer.failure, what) }
  if (!isOutcomeUnknown(answer.failure)) return answer
  const words = { notDone: `the ${what} is still there and was not asked to go`, unknown: `the ${what} may or may not have been deleted` }
  return settleLostReply({ lost: answer.failure, look: () => look(deletion, tools), words }, tools)
}

async function look({ path, options, guarded = false }: Deletion, { client }: CommandTools): Promise<Sight<Deleted>> {
  const now = await client.json({ path, guarded })
  if (!now.ok) return now.failure.reason === 'NotFound' ? gone : { is: 'open' }
  const object = Leaving.safeParse(now.output).data
  if (!object) return { is: 'open' }
  if (object.metadata.uid !== options.preconditions.uid) return gone
  return object.metadata.deletionTimestamp === undefined ? { is: 'not done' } : { is: 'settled', outcome: { ok: true, output: graceOf(object) } }
}

const gone: Sight<Deleted> = { is: 'settled', outcome: { ok: true, output: { gracePeriodSeconds: null } } }

function graceOf(object: z.infer<typeof Leaving> | undefined): Deleted {
  return { gracePeriodSeconds: object?.metadata.deletionGracePeriodSeconds ?? null }
}

function replaced(failure: Failure, what: string): Failure {
  return { ...failure, message: `${failure.message} (it was replaced since you looked; the ${what} that has its name now was left alone)` }
}
