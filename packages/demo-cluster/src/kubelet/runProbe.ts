import type { Container, Probe } from '../kinds.ts'
import type { Attempt } from './Attempt.ts'
import { goDuration } from './goDuration.ts'
import { type Asked, askOverHttp, type Ended, portNumber, runInContainer } from './handlers.ts'
import type { KubeletParts } from './KubeletParts.ts'
import type { PodState } from './PodState.ts'
import { podServes } from './podServes.ts'

/** `errored` is no verdict: the probe itself could not be made. */
export type ProbeResult = { readonly is: 'success' } | { readonly is: 'failure' | 'errored'; readonly message: string }

const SUCCESS: ProbeResult = { is: 'success' }
const NOTHING = () => {}

type Of = { readonly container: Container; readonly attempt: Attempt; readonly probe: Probe; readonly answered: (result: ProbeResult) => void }

/**
 * Asks a container once, by exec, HTTP or TCP, and tells the answer in the words of the kubelet's prober, at once where it takes no time. Gives what stops the asking.
 * Probes over gRPC are not made: they succeed.
 */
export function runProbe(kubelet: KubeletParts, state: PodState, { container, attempt, probe, answered }: Of): () => void {
  const timeout = (probe.timeoutSeconds ?? 1) * 1000
  const { clock } = kubelet
  if (probe.httpGet) {
    return askOverHttp(clock, state, { container, action: probe.httpGet, timeout, agent: 'kube-probe', answered: (asked) => answered(httpResult(asked)) })
  }
  if (probe.exec && attempt.running) {
    const command = probe.exec.command ?? []
    return runInContainer(clock, attempt.running, { command, timeout, ended: (ended) => answered(execResult(ended, { command, timeout })) })
  }
  answered(probe.tcpSocket ? tcpResult(state, container, probe.tcpSocket) : SUCCESS)
  return NOTHING
}

function httpResult(asked: Asked): ProbeResult {
  if (asked.is === 'failed') return { is: 'failure', message: asked.message }
  const { status } = asked.answer
  return status >= 200 && status < 400 ? SUCCESS : { is: 'failure', message: `HTTP probe failed with statuscode: ${status}` }
}

function tcpResult(state: PodState, container: Container, { port, host = state.ip }: NonNullable<Probe['tcpSocket']>): ProbeResult {
  const number = portNumber(container, port)
  if (number !== null && podServes(state, number)) return SUCCESS
  return { is: 'failure', message: `dial tcp ${host}:${number ?? port}: connect: connection refused` }
}

function execResult(ended: Ended, { command, timeout }: { readonly command: readonly string[]; readonly timeout: number }): ProbeResult {
  if (ended.is === 'timeout') return { is: 'failure', message: `command timed out: "${command.join(' ')}" timed out after ${goDuration(timeout)}` }
  if (ended.is === 'exited') return ended.exitCode === 0 ? SUCCESS : { is: 'failure', message: ended.output }
  return { is: 'errored', message: `rpc error: code = Unknown desc = ${ended.message}` }
}
