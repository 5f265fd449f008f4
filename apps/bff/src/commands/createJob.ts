import { type CommandInput, type CommandOutput, isOutcomeUnknown, jobManifest, type Outcome, REQUEST_ANNOTATION } from '@binnacle/shared'
import type { Command, CommandTools } from './Command.ts'
import { Job, jobPath, readJob } from './Job.ts'
import { type Sight, settleLostReply } from './settleLostReply.ts'

type Input = CommandInput<'jobs.create'>
type Answer = CommandOutput<'jobs.create'>

/**
 * Launches a timed job: `kubectl create -f -` of `jobManifest`, and one annotation that names the request. A reply that got lost is settled by looking: a Job of
 * this name that carries our request is ours; the creation is never sent again.
 */
export const createJob: Command<'jobs.create'> = {
  target: ({ namespace, name }) => ({ namespace, name, uid: null }),
  async execute(input, tools) {
    const manifest = jobManifest(input)
    const annotations = { ...manifest.metadata.annotations, [REQUEST_ANNOTATION]: tools.auditId }
    const body = { ...manifest, metadata: { ...manifest.metadata, annotations } }
    const query = { fieldManager: 'binnacle', fieldValidation: 'Strict' }
    const answer = await tools.client.json({ method: 'POST', path: jobPath({ namespace: input.namespace }), query, auditId: tools.auditId, body })
    const created = answer.ok ? Job.safeParse(answer.output).data : undefined
    if (created) return made(input, created)
    if (!answer.ok && !isOutcomeUnknown(answer.failure)) return answer
    const lost = answer.ok ? { reason: 'NotKubernetes' as const, code: 502, message: 'the answer is not a Job' } : answer.failure
    const words = { notDone: 'there is no job of this name, nothing was created', unknown: 'the job may or may not have been created' }
    return settleLostReply({ lost, look: () => look(input, tools), words }, tools)
  },
}

async function look(input: Input, tools: CommandTools): Promise<Sight<Answer>> {
  const now = await readJob(input, tools)
  if (!now.ok) return now.failure.reason === 'NotFound' ? { is: 'not done' } : { is: 'open' }
  if (now.output.metadata.annotations[REQUEST_ANNOTATION] === tools.auditId) return { is: 'settled', outcome: made(input, now.output) }
  const message = `jobs.batch "${input.name}" already exists`
  return { is: 'settled', outcome: { ok: false, failure: { reason: 'AlreadyExists', code: 409, message } } }
}

function made({ namespace, name }: Input, { metadata: { uid } }: Job): Outcome<Answer> {
  return { ok: true, output: { uid, namespace, name } }
}
