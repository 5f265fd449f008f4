import type { Container, Probe } from '../kinds.ts'
import type { Attempt } from './Attempt.ts'
import { goDuration } from './goDuration.ts'
import { askOverHttp, portNumber, runInContainer } from './handlers.ts'
import type { KubeletParts } from './KubeletParts.ts'
import type { PodState } from './PodState.ts'
import { podServes } from './podServes.ts'
import type { Routine } from './Routine.ts'

/** `errored` is no verdict: the probe itself could not be made. */
export type ProbeResult = { readonly is: 'success' } | { readonly is: 'failure' | 'errored'; readonly message: string }

const SUCCESS: ProbeResult = { is: 'success' }

type Of = { readonly container: Container; readonly attempt: Attempt; readonly probe: Probe }

/** Asks a container once, by exec, HTTP or TCP, and gives the answer in the words of the kubelet's prober. Probes over gRPC are not made: they succeed. */
export function* runProbe(kubelet: KubeletParts, state: PodState, { container, attempt, probe }: Of): Routine<ProbeResult> {
  const timeout = (probe.timeoutSeconds ?? 1) * 1000
  if (probe.httpGet) {
    const asked = yield* askOverHttp(state, { container, action: probe.httpGet, timeout, agent: 'kube-probe' })
    if (asked.is === 'failed') return { is: 'failure', message: asked.message }
    const { status } = asked.answer
    return status >= 200 && status < 400 ? SUCCESS : { is: 'failure', message: `HTTP probe failed with statuscode: ${status}` }
  }
  if (probe.exec) return yield* execProbe(kubelet, attempt, { command: probe.exec.command ?? [], timeout })
  if (!probe.tcpSocket) return SUCCESS
  const port = portNumber(container, probe.tcpSocket.port)
  const host = probe.tcpSocket.host ?? state.ip
  if (port !== null && podServes(state, port)) return SUCCESS
  return { is: 'failure', message: `dial tcp ${host}:${port ?? probe.tcpSocket.port}: connect: connection refused` }
}

function* execProbe(
  { clock, random }: KubeletParts,
  { running }: Attempt,
  { command, timeout }: { readonly command: readonly string[]; readonly timeout: number },
): Routine<ProbeResult> {
  if (!running) return SUCCESS
  const ended = yield* runInContainer(clock, running, { command, timeout })
  if (ended.is === 'timeout') return { is: 'failure', message: `command timed out: "${command.join(' ')}" timed out after ${goDuration(timeout)}` }
  if (ended.is === 'exited') return ended.exitCode === 0 ? SUCCESS : { is: 'failure', message: ended.output }
  const message = `rpc error: code = Unknown desc = failed to exec in container: failed to start exec "${random.hex(64)}": ${ended.message}`
  return { is: 'errored', message }
}
