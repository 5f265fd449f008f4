import type { Clock } from '../clock.ts'
import type { HttpAnswer, RunningContainer } from '../containers/Container.ts'
import type { Container, HttpGetAction } from '../kinds.ts'
import type { PodState } from './PodState.ts'
import { podServes } from './podServes.ts'
import type { Routine } from './Routine.ts'

export type Ended =
  | { readonly is: 'exited'; readonly exitCode: number; readonly output: string }
  | { readonly is: 'refused'; readonly message: string; readonly output: string }
  | { readonly is: 'timeout'; readonly output: string }

/** More of what a command writes is of no use to a message. */
const MAX_OUTPUT = 10 * 1024

/** Runs a command in a container and waits for its end, or for `timeout` milliseconds. */
export function* runInContainer(
  clock: Clock,
  running: RunningContainer,
  { command, timeout }: { readonly command: readonly string[]; readonly timeout: number | null },
): Routine<Ended> {
  let output = ''
  let exitCode: number | null = null
  let ended: (() => void) | undefined
  const started = running.exec(command, {
    tty: false,
    write: (_, text) => {
      if (output.length < MAX_OUTPUT) output = `${output}${text}`.slice(0, MAX_OUTPUT)
    },
    onExit: (exit) => {
      exitCode = exit.exitCode
      ended?.()
    },
  })
  if (!started.ok) return { is: 'refused', message: started.message, output }
  started.value.endInput()
  if (exitCode === null) {
    yield (go) => {
      const stop = timeout === null ? undefined : clock.after(timeout, go)
      ended = () => {
        stop?.()
        go()
      }
      return () => {
        stop?.()
        started.value.leave()
      }
    }
  }
  if (exitCode !== null) return { is: 'exited', exitCode, output }
  started.value.leave()
  return { is: 'timeout', output }
}

export type Asked = { readonly is: 'answer'; readonly answer: HttpAnswer } | { readonly is: 'failed'; readonly message: string }

type Ask = { readonly container: Container; readonly action: HttpGetAction; readonly timeout: number; readonly agent: string }

/** A GET as probes and hooks make it, to the pod's address unless a host is named: then nobody answers, for there is nothing else in this network. */
export function* askOverHttp(state: PodState, { container, action, timeout, agent }: Ask): Routine<Asked> {
  const port = portNumber(container, action.port)
  if (port === null) return { is: 'failed', message: `couldn't find port: ${JSON.stringify(action.port)} in container: ${container.name}` }
  const host = action.host ?? state.ip
  const path = action.path?.startsWith('/') === false ? `/${action.path}` : (action.path ?? '/')
  const url = `${(action.scheme ?? 'HTTP').toLowerCase()}://${host}:${port}${path}`
  const serve = host === state.ip || host === 'localhost' || host === '127.0.0.1' ? podServes(state, port) : undefined
  if (!serve) return { is: 'failed', message: `Get "${url}": dial tcp ${host}:${port}: connect: connection refused` }
  const headers: Record<string, string> = { host: `${host}:${port}`, 'user-agent': `${agent}/1.36`, accept: '*/*', connection: 'close' }
  for (const { name, value } of action.httpHeaders ?? []) headers[name.toLowerCase()] = value
  const answer = serve({ method: 'GET', path, headers, body: '' })
  const after = answer.after ?? 0
  yield Math.min(after, timeout)
  if (after > timeout) return { is: 'failed', message: `Get "${url}": context deadline exceeded (Client.Timeout exceeded while awaiting headers)` }
  return { is: 'answer', answer }
}

/** A port by its number, or by the name that the container gives it. */
export function portNumber({ ports }: Container, port: number | string): number | null {
  if (typeof port === 'number') return port
  const named = ports?.find(({ name }) => name === port)?.containerPort
  return named ?? (/^\d+$/.test(port) ? Number(port) : null)
}
