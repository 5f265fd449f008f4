import { decidingCondition, type ObjectRef, type Outcome } from '@binnacle/shared'
import * as z from 'zod'
import { type KubePath, kubePath } from '../kube/kubePath.ts'
import type { CommandTools } from './Command.ts'

const Condition = z
  .object({ type: z.string(), status: z.string(), reason: z.string().default(''), message: z.string().default('') })
  .transform((condition) => ({ ...condition, since: null }))

/** What commands look at before they change a Job. */
export const Job = z.object({
  metadata: z.object({ uid: z.string(), deletionTimestamp: z.string().optional(), annotations: z.record(z.string(), z.string()).default({}) }),
  spec: z.object({ activeDeadlineSeconds: z.int().optional() }).default({}),
  status: z.object({ conditions: z.array(Condition).default([]) }).default({ conditions: [] }),
})
export type Job = z.infer<typeof Job>

export function jobPath({ namespace, name }: { readonly namespace: string; readonly name?: string }): Outcome<KubePath> {
  return kubePath({ group: 'batch', version: 'v1', resource: 'jobs', namespace, ...(name === undefined ? {} : { name }) })
}

export async function readJob(of: { readonly namespace: string; readonly name: string }, { client }: CommandTools): Promise<Outcome<Job>> {
  const answer = await client.json({ path: jobPath(of) })
  if (!answer.ok) return answer
  const job = Job.safeParse(answer.output)
  if (job.success) return { ok: true, output: job.data }
  return { ok: false, failure: { reason: 'NotKubernetes', code: 502, message: 'the answer is not a Job; nothing was written' } }
}

/** The Job that the user saw, while it is still open how it ends: replaced, ended, ending or leaving is a Conflict that says so. */
export async function readRunning(ref: ObjectRef, tools: CommandTools): Promise<Outcome<Job>> {
  const now = await readJob(ref, tools)
  if (!now.ok) return now
  const problem = whyNotRunning(ref, now.output)
  return problem === null ? now : conflict(`jobs.batch "${ref.name}" ${problem}; nothing was written`)
}

export function conflict(message: string): {
  readonly ok: false
  readonly failure: { readonly reason: 'Conflict'; readonly code: number; readonly message: string }
} {
  return { ok: false, failure: { reason: 'Conflict', code: 409, message } }
}

function whyNotRunning({ uid }: ObjectRef, { metadata, status }: Job): string | null {
  if (metadata.uid !== uid) return 'was replaced since you looked: the one that has its name now was left alone'
  const decided = decidingCondition(status.conditions)
  if (decided) return `has ended or is ending: ${decided.type}, ${decided.reason}`
  return metadata.deletionTimestamp === undefined ? null : 'is being deleted'
}
