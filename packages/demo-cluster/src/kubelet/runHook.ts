import type { Container, Handler } from '../kinds.ts'
import { type Asked, askOverHttp, type Ended, runInContainer } from './handlers.ts'
import type { KubeletParts } from './KubeletParts.ts'
import type { PodState } from './PodState.ts'
import { podInWords } from './podContainers.ts'
import { answerOf, type Routine } from './Routine.ts'

const HTTP_TIMEOUT_MS = 30_000

type Hook = {
  readonly container: Container
  readonly hook: Handler
  /** Milliseconds after which nobody waits for it any more; it counts as gone well then. */
  readonly within?: number
}

/** Runs a container's hook and gives why it failed, in the kubelet's words, or null. */
export function* runHook(kubelet: KubeletParts, state: PodState, { container, hook, within }: Hook): Routine<string | null> {
  const { clock } = kubelet
  const running = state.records.get(container.name)?.latest.running
  const where = `for Container "${container.name}" in Pod "${podInWords(state.pod)}" failed - error`
  if (hook.exec && running) {
    const command = hook.exec.command ?? []
    const ended = yield* answerOf<Ended>((answered) => runInContainer(clock, running, { command, timeout: within ?? null, ended: answered }))
    if (ended.is === 'timeout' || (ended.is === 'exited' && ended.exitCode === 0)) return null
    const error = ended.is === 'exited' ? `command '${command.join(' ')}' exited with ${ended.exitCode}: ` : ended.message
    return `Exec lifecycle hook ([${command.join(' ')}]) ${where}: ${error}, message: ${JSON.stringify(ended.output)}`
  }
  if (hook.httpGet) {
    const ask = { container, action: hook.httpGet, timeout: within ?? HTTP_TIMEOUT_MS, agent: 'kube-lifecycle' }
    const asked = yield* answerOf<Asked>((answered) => askOverHttp(clock, state, { ...ask, answered }))
    return asked.is === 'answer' ? null : `HTTP lifecycle hook (${hook.httpGet.path ?? ''}) ${where}: ${asked.message}`
  }
  if (hook.sleep) yield Math.min(hook.sleep.seconds * 1000, within ?? Number.POSITIVE_INFINITY)
  return null
}
