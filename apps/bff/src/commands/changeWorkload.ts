import { type Failure, isOutcomeUnknown, type ObjectRef, type Outcome } from '@binnacle/shared'
import type { CommandTools } from './Command.ts'
import { isFailedTest, type Operation } from './jsonPatch.ts'
import { type Sight, settleLostReply } from './settleLostReply.ts'
import { Workload, type WorkloadKind, workloadName, workloadPath, workloadState } from './Workload.ts'

/** What is to be done, given what is there. `isDone` tells from the object whether it was done, for when the reply got lost. */
export type Plan =
  | { readonly do: 'nothing' }
  | { readonly do: 'refuse'; readonly failure: Failure }
  | { readonly do: 'send'; readonly operations: readonly Operation[]; isDone(now: Workload): boolean }

export type WorkloadChange = {
  readonly kind: WorkloadKind
  readonly ref: ObjectRef
  /** Through the subresource, which carries the number alone. */
  readonly scale?: true
  /** The generation that the reader saw: nothing is written to another. Left out: to any. */
  readonly generation?: number
  plan(now: Workload): Plan | Promise<Plan>
}

type Changed = { readonly generation: number; readonly changed: boolean }

/** How often a change is planned anew when the object moved between our look and our patch. Nothing was written then, so this sends nothing twice. */
const ATTEMPTS = 5

/**
 * Changes one object of the uid that the user saw: looks, plans, and sends one JSON patch that itself tests what the plan rests on, so that the apiserver
 * does all of it or nothing. A patch whose tests fail (the apiserver answers 422 and does not say which) is explained by looking again: replaced, changed since
 * the user looked (Conflict, with both states), or changed since we looked, and then planned anew. A lost reply is settled by looking, never by sending again.
 */
export async function changeWorkload(change: WorkloadChange, tools: CommandTools): Promise<Outcome<Changed>> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const now = await look(change, tools)
    if (!now.ok) return now
    const other = otherThanSeen(change, now.output)
    if (other) return { ok: false, failure: other }
    const plan = await change.plan(now.output)
    if (plan.do === 'nothing') return { ok: true, output: { generation: now.output.metadata.generation, changed: false } }
    if (plan.do === 'refuse') return { ok: false, failure: (await otherByNow(change, tools)) ?? plan.failure }
    const answer = await send(change, plan, tools)
    if (answer.ok) return { ok: true, output: { generation: answer.output, changed: true } }
    if (isOutcomeUnknown(answer.failure)) return settle({ change, plan, before: now.output, lost: answer.failure }, tools)
    if (!isFailedTest(answer.failure)) return change.scale ? { ok: false, failure: withoutObject(answer.failure) } : answer
  }
  const message = `${workloadName(change.kind, change.ref.name)} changed ${ATTEMPTS} times while this was prepared; nothing was written`
  return { ok: false, failure: { reason: 'Conflict', code: 409, message } }
}

/** The failure of something that the object's own state forbids, in kubectl's words where it has some. */
export function forbiddenByState(message: string): Plan {
  return { do: 'refuse', failure: { reason: 'Invalid', code: 422, message } }
}

async function look({ kind, ref }: WorkloadChange, { client }: CommandTools): Promise<Outcome<Workload>> {
  const answer = await client.json({ path: workloadPath(kind, ref) })
  if (!answer.ok) return answer
  const workload = Workload.safeParse(answer.output)
  if (workload.success) return { ok: true, output: workload.data }
  return { ok: false, failure: { reason: 'NotKubernetes', code: 502, message: `the answer is not one of ${kind}; nothing was written` } }
}

function otherThanSeen({ kind, ref, generation }: WorkloadChange, now: Workload): Failure | null {
  const name = workloadName(kind, ref.name)
  if (now.metadata.uid !== ref.uid) {
    const message = `${name} was replaced since you looked (uid ${ref.uid} then, ${now.metadata.uid} now); the one that has its name now was left alone`
    return { reason: 'Conflict', code: 409, message }
  }
  if (generation === undefined || now.metadata.generation === generation) return null
  const message = `${name} changed since you looked: you saw generation ${generation}, it is now ${workloadState(now)}; nothing was written`
  return { reason: 'Conflict', code: 409, message }
}

/** What a plan refuses after a second look of its own may be the doing of another writer since the first: then that is the reason. */
async function otherByNow(change: WorkloadChange, tools: CommandTools): Promise<Failure | null> {
  if (change.generation === undefined) return null
  const now = await look(change, tools)
  return now.ok ? otherThanSeen(change, now.output) : null
}

/** The generation after the change; 0 where the answer does not carry it and it could not be read. */
async function send(change: WorkloadChange, { operations }: Plan & { do: 'send' }, tools: CommandTools): Promise<Outcome<number>> {
  const path = workloadPath(change.kind, change.ref, change.scale && 'scale')
  const query = { fieldManager: 'binnacle' }
  const answer = await tools.client.json({ method: 'PATCH', patchType: 'application/json-patch+json', path, query, body: operations, auditId: tools.auditId })
  if (!answer.ok) return answer
  const after = change.scale ? await look(change, tools) : { ok: true as const, output: Workload.safeParse(answer.output).data }
  return { ok: true, output: after.ok ? (after.output?.metadata.generation ?? 0) : 0 }
}

/** Its sentence about a wrong Scale quotes all of it (S21). */
function withoutObject(failure: Failure): Failure {
  return failure.reason === 'Invalid' || failure.reason === 'BadRequest' ? { ...failure, message: 'the apiserver refused this number of replicas' } : failure
}

type Lost = { readonly change: WorkloadChange; readonly plan: Plan & { do: 'send' }; readonly before: Workload; readonly lost: Failure }

function settle({ change, plan, before, lost }: Lost, tools: CommandTools): Promise<Outcome<Changed>> {
  const name = workloadName(change.kind, change.ref.name)
  const sight = async (): Promise<Sight<Changed>> => {
    const now = await look(change, tools)
    if (!now.ok) return now.failure.reason === 'NotFound' ? { is: 'settled', outcome: now } : { is: 'open' }
    const other = otherThanSeen({ ...change, generation: now.output.metadata.generation }, now.output)
    if (other) return { is: 'settled', outcome: { ok: false, failure: other } }
    const { generation } = now.output.metadata
    if (plan.isDone(now.output)) return { is: 'settled', outcome: { ok: true, output: { generation, changed: true } } }
    return generation === before.metadata.generation ? { is: 'not done' } : { is: 'open' }
  }
  const words = { notDone: `${name} is as it was, nothing was written`, unknown: `${name} may or may not have been changed` }
  return settleLostReply({ lost, look: sight, words }, tools)
}
