import type { CommandInput, CommandOutput, Failure, Outcome } from '@binnacle/shared'
import * as z from 'zod'
import { kubePath } from '../kube/kubePath.ts'
import type { Command, CommandTools } from './Command.ts'

type Input = CommandInput<'pods.delete'>
type Answer = Outcome<CommandOutput<'pods.delete'>>

/** Waits before each look at what became of a pod after a lost reply: a cut connection heals at once or takes a moment. */
const LOOK_AGAIN_AFTER_MS = [0, 500, 2_000]

const Pod = z.object({
  kind: z.string().optional(),
  metadata: z.object({ uid: z.string(), deletionTimestamp: z.string().optional(), deletionGracePeriodSeconds: z.int().optional() }),
})

/**
 * Asks the cluster to delete exactly the pod that the user saw: the uid is a precondition, so a successor of the same name is refused (Conflict) and
 * lives on. The pod goes after its grace period; whoever controls it makes the next one. A reply that got lost is answered by looking at the pod again.
 * `kubectl delete pod <name> --namespace <namespace> [--grace-period <s>]`, which has no such precondition.
 */
export const deletePod: Command<'pods.delete'> = {
  target: ({ namespace, name, uid }) => ({ namespace, name, uid }),
  async execute(input, tools) {
    const { uid, gracePeriodSeconds } = input
    const body = { preconditions: { uid }, ...(gracePeriodSeconds === null ? {} : { gracePeriodSeconds }) }
    const answer = await tools.client.json({ method: 'DELETE', path: pathOf(input), auditId: tools.auditId, body })
    if (answer.ok) return accepted(input, answer.output)
    if (answer.failure.reason === 'Conflict') return { ok: false, failure: replaced(answer.failure) }
    return isOutcomeUnknown(answer.failure) ? readBack(input, tools, answer.failure) : answer
  },
}

function pathOf({ namespace, name }: Input) {
  return kubePath({ group: '', version: 'v1', resource: 'pods', namespace, name })
}

/** The apiserver answers with the pod as it goes, or with a Status when it is gone already. */
function accepted({ uid }: Input, output: unknown): Answer {
  const pod = Pod.safeParse(output)
  return { ok: true, output: { uid, gracePeriodSeconds: pod.data?.metadata.deletionGracePeriodSeconds ?? null } }
}

function replaced(failure: Failure): Failure {
  return { ...failure, message: `${failure.message} (it was replaced since you looked; the pod that has its name now was left alone)` }
}

/** Nothing came back, or something between us and the apiserver answered in its place: the pod may be going. */
function isOutcomeUnknown({ reason }: Failure): boolean {
  return reason === 'Disconnected' || reason === 'NotKubernetes' || reason === 'Timeout' || reason === 'ServerTimeout'
}

async function readBack(input: Input, tools: CommandTools, lost: Failure): Promise<Answer> {
  for (const ms of LOOK_AGAIN_AFTER_MS) {
    if (ms > 0) await new Promise<void>((resolve) => tools.clock.after(ms, resolve))
    const now = await tools.client.json({ path: pathOf(input) })
    if (!now.ok && now.failure.reason === 'NotFound') return { ok: true, output: { uid: input.uid, gracePeriodSeconds: null } }
    const pod = now.ok ? Pod.safeParse(now.output).data : undefined
    if (pod) return whatBecame(input, pod, lost)
  }
  return { ok: false, failure: { ...lost, message: `${lost.message} (no answer, state unknown: the pod may or may not have been deleted)` } }
}

function whatBecame(input: Input, pod: z.infer<typeof Pod>, lost: Failure): Answer {
  if (pod.metadata.uid !== input.uid) return { ok: true, output: { uid: input.uid, gracePeriodSeconds: null } }
  if (pod.metadata.deletionTimestamp !== undefined) return accepted(input, pod)
  return { ok: false, failure: { ...lost, message: `${lost.message} (no answer; the pod is still there and was not asked to go)` } }
}
