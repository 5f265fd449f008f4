import type { Clock } from '../clock.ts'
import type { HttpAnswer, RunningContainer } from '../containers/Container.ts'
import type { Container, HttpGetAction } from '../kinds.ts'
import type { PodState } from './PodState.ts'
import { podServes } from './podServes.ts'

export type Ended =
  | { readonly is: 'exited'; readonly exitCode: number; readonly output: string }
  | { readonly is: 'refused'; readonly message: string; readonly output: string }
  | { readonly is: 'timeout'; readonly output: string }

/** More of what a command writes is of no use to a message. */
const MAX_OUTPUT = 10 * 1024

type Run = { readonly command: readonly string[]; readonly timeout: number | null; readonly ended: (ended: Ended) => void }

/** Runs a command in a container and tells once how it ended, or that it had not after `timeout` milliseconds. Gives what makes nobody wait for it any more. */
export function runInContainer(clock: Clock, running: RunningContainer, { command, timeout, ended }: Run): () => void {
  let output = ''
  let over = false
  let stopTimer: (() => void) | undefined
  const end = (how: Ended) => {
    if (over) return
    over = true
    stopTimer?.()
    ended(how)
  }
  const started = running.exec(command, {
    tty: false,
    write: (_, text) => {
      if (output.length < MAX_OUTPUT) output = `${output}${text}`.slice(0, MAX_OUTPUT)
    },
    onExit: ({ exitCode }) => end({ is: 'exited', exitCode, output }),
  })
  if (!started.ok) {
    end({ is: 'refused', message: started.message, output })
    return () => {}
  }
  started.value.endInput()
  if (timeout !== null && !over) {
    stopTimer = clock.after(timeout, () => {
      started.value.leave()
      end({ is: 'timeout', output })
    })
  }
  return () => {
    if (over) return
    over = true
    stopTimer?.()
    started.value.leave()
  }
}

export type Asked = { readonly is: 'answer'; readonly answer: HttpAnswer } | { readonly is: 'failed'; readonly message: string }

type Ask = {
  readonly container: Container
  readonly action: HttpGetAction
  readonly timeout: number
  readonly agent: string
  readonly answered: (asked: Asked) => void
}

/**
 * A GET as probes and hooks make it, to the pod's address unless a host is named: then nobody answers, for there is nothing else in this network. Tells the answer once,
 * at once where it takes no time.
 */
export function askOverHttp(clock: Clock, state: PodState, { container, action, timeout, agent, answered }: Ask): () => void {
  const port = portNumber(container, action.port)
  const fail = (message: string) => answered({ is: 'failed', message })
  if (port === null) {
    fail(`couldn't find port: ${JSON.stringify(action.port)} in container: ${container.name}`)
    return () => {}
  }
  const host = action.host ?? state.ip
  const path = action.path?.startsWith('/') === false ? `/${action.path}` : (action.path ?? '/')
  const url = () => `${(action.scheme ?? 'HTTP').toLowerCase()}://${host}:${port}${path}`
  const serve = host === state.ip || host === 'localhost' || host === '127.0.0.1' ? podServes(state, port) : undefined
  if (!serve) {
    fail(`Get "${url()}": dial tcp ${host}:${port}: connect: connection refused`)
    return () => {}
  }
  const headers: Record<string, string> = { host: `${host}:${port}`, 'user-agent': `${agent}/1.36`, accept: '*/*', connection: 'close' }
  for (const { name, value } of action.httpHeaders ?? []) headers[name.toLowerCase()] = value
  const answer = serve({ method: 'GET', path, headers, body: '' })
  const after = answer.after ?? 0
  if (after <= 0) answered({ is: 'answer', answer })
  else if (after <= timeout) return clock.after(after, () => answered({ is: 'answer', answer }))
  else return clock.after(timeout, () => fail(`Get "${url()}": context deadline exceeded (Client.Timeout exceeded while awaiting headers)`))
  return () => {}
}

/** A port by its number, or by the name that the container gives it. */
export function portNumber({ ports }: Container, port: number | string): number | null {
  if (typeof port === 'number') return port
  const named = ports?.find(({ name }) => name === port)?.containerPort
  return named ?? (/^\d+$/.test(port) ? Number(port) : null)
}
