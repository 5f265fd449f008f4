import { type CommandInput, type CommandOutput, type Failure, isOutcomeUnknown, type Outcome } from '@binnacle/shared'
import type { Command, CommandTools } from './Command.ts'
import { conflict, jobPath, readRunning } from './Job.ts'
import { isFailedTest } from './jsonPatch.ts'
import { type Sight, settleLostReply } from './settleLostReply.ts'

type Input = CommandInput<'jobs.extend'>
type Answer = CommandOutput<'jobs.extend'>

/** Gives a run more time: raises `activeDeadlineSeconds` of the Job that the user saw, if the deadline is still the one that was seen, and only while the run is open. */
export const extendJob: Command<'jobs.extend'> = {
  target: ({ namespace, name, uid }) => ({ namespace, name, uid }),
  async execute(input, tools) {
    const running = await readRunning(input, tools)
    if (!running.ok) return running
    const has = running.output.spec.activeDeadlineSeconds
    if (has !== input.seen) return otherDeadline(input, has)
    const body = [
      { op: 'test', path: '/metadata/uid', value: input.uid },
      { op: 'test', path: '/spec/activeDeadlineSeconds', value: input.seen },
      { op: 'replace', path: '/spec/activeDeadlineSeconds', value: input.activeDeadlineSeconds },
    ]
    const answer = await tools.client.json({ method: 'PATCH', patchType: 'application/json-patch+json', path: jobPath(input), body, auditId: tools.auditId })
    if (answer.ok) return { ok: true, output: { uid: input.uid, activeDeadlineSeconds: input.activeDeadlineSeconds } }
    if (isOutcomeUnknown(answer.failure)) return settle(input, answer.failure, tools)
    return isFailedTest(answer.failure) ? whatChanged(input, answer.failure, tools) : answer
  },
}

async function whatChanged(input: Input, refused: Failure, tools: CommandTools): Promise<Outcome<never>> {
  const now = await readRunning(input, tools)
  if (!now.ok) return now
  const has = now.output.spec.activeDeadlineSeconds
  return has === input.seen ? { ok: false, failure: refused } : otherDeadline(input, has)
}

function otherDeadline({ name, seen }: Input, has: number | undefined): Outcome<never> {
  const now = has === undefined ? 'it has none now' : `it is ${has} s now`
  return conflict(`the deadline of jobs.batch "${name}" changed since you looked: you saw ${seen} s, ${now}; nothing was written`)
}

function settle(input: Input, lost: Failure, tools: CommandTools): Promise<Outcome<Answer>> {
  const look = async (): Promise<Sight<Answer>> => {
    const now = await readRunning(input, tools)
    if (!now.ok) return now.failure.reason === 'Conflict' ? { is: 'settled', outcome: now } : { is: 'open' }
    const has = now.output.spec.activeDeadlineSeconds
    if (has === input.activeDeadlineSeconds) return { is: 'settled', outcome: { ok: true, output: { uid: input.uid, activeDeadlineSeconds: has } } }
    return { is: 'not done' }
  }
  const words = { notDone: 'the job has the deadline that it had, nothing was written', unknown: 'the job may or may not have more time' }
  return settleLostReply({ lost, look, words }, tools)
}
