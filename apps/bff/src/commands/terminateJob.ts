import { isOutcomeUnknown, TERMINATED_AT_ANNOTATION } from '@binnacle/shared'
import type { Command } from './Command.ts'
import { jobPath, readJob, readRunning } from './Job.ts'
import { settleLostReply } from './settleLostReply.ts'

/**
 * Ends a run before its time, by one patch of the Job that the user saw: its deadline becomes one second, and an annotation says when someone asked. The cluster does the
 * rest as at any deadline. `kubectl patch job`, as the line says.
 */
export const terminateJob: Command<'jobs.terminate'> = {
  target: ({ namespace, name, uid }) => ({ namespace, name, uid }),
  async execute(ref, tools) {
    const running = await readRunning(ref, tools)
    if (!running.ok) return running
    const seconds = Math.floor(tools.clock.now() / 1000)
    const at = `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`
    const done = { ok: true as const, output: { uid: ref.uid, terminatedAt: seconds } }
    const body = { metadata: { uid: ref.uid, annotations: { [TERMINATED_AT_ANNOTATION]: at } }, spec: { activeDeadlineSeconds: 1 } }
    const answer = await tools.client.json({ method: 'PATCH', patchType: 'application/merge-patch+json', path: jobPath(ref), body, auditId: tools.auditId })
    if (answer.ok) return done
    if (!isOutcomeUnknown(answer.failure)) return answer
    const look = async () => {
      const now = await readJob(ref, tools)
      if (!now.ok) return { is: 'open' } as const
      return now.output.metadata.annotations[TERMINATED_AT_ANNOTATION] === at ? ({ is: 'settled', outcome: done } as const) : ({ is: 'not done' } as const)
    }
    const words = { notDone: 'the job is as it was, nothing was written', unknown: 'the job may or may not have been told to end' }
    return settleLostReply({ lost: answer.failure, look, words }, tools)
  },
}
