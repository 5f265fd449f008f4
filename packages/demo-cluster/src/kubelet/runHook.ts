import type { Container, Handler } from '../kinds.ts'
import { askOverHttp, runInContainer } from './handlers.ts'
import type { KubeletParts } from './KubeletParts.ts'
import type { PodState } from './PodState.ts'
import { podInWords } from './podContainers.ts'
import type { Routine } from './Routine.ts'

type Hook = {
  readonly container: Container
  readonly hook: Handler
  /** Milliseconds after which nobody waits for it any more; it counts as gone well then. */
  readonly within?: number
}

/** Runs a container's hook and gives why it failed, in the kubelet's words, or null. */
export function* runHook(kubelet: KubeletParts, state: PodState, { container, hook, within }: Hook): Routine<string | null> {
  const running = state.records.get(container.name)?.latest.running
  const where = `for Container "${container.name}" in Pod "${podInWords(state.pod)}" failed - error`
  if (hook.exec) {
    const command = hook.exec.command ?? []
    const ended = running ? yield* runInContainer(kubelet.clock, running, { command, timeout: within ?? null }) : null
    if (ended?.is === 'exited' && ended.exitCode === 0) return null
    if (!ended || ended.is === 'timeout') return null
    const error = ended.is === 'exited' ? `command '${command.join(' ')}' exited with ${ended.exitCode}: ` : ended.message
    return `Exec lifecycle hook ([${command.join(' ')}]) ${where}: ${error}, message: ${JSON.stringify(ended.output)}`
  }
  if (hook.httpGet) {
    const answer = yield* askOverHttp(state, { container, action: hook.httpGet, timeout: within ?? 30_000, agent: 'kube-lifecycle' })
    return answer.is === 'answer' ? null : `HTTP lifecycle hook (${hook.httpGet.path ?? ''}) ${where}: ${answer.message}`
  }
  if (hook.sleep) yield Math.min(hook.sleep.seconds * 1000, within ?? Number.POSITIVE_INFINITY)
  return null
}
