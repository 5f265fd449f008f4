import { StringDecoder } from 'node:string_decoder'
import type { Connected, Exit, NodeAccess, Streams } from '../containers/Container.ts'
import type { JsonObject } from '../objects.ts'
import type { Status } from '../Status.ts'
import type { StreamRequest } from './createStreams.ts'
import { execFailed, exited, succeeded } from './endings.ts'

/** Where what a process writes, and how it ended, goes over the wire. */
type Outlet = { readonly write: (stream: 'stdout' | 'stderr', text: string) => void; readonly finish: (status: JsonObject) => void }

export type Session = {
  readonly tty: boolean
  /** Which of the three the client takes part in. */
  readonly has: { readonly stdin: boolean; readonly stdout: boolean; readonly stderr: boolean }
  /** Gives what has come so far, and from now on all there is. Once. */
  readonly connect: (outlet: Outlet) => void
  readonly input: (bytes: Buffer) => void
  readonly endInput: () => void
  readonly resize: (json: string) => void
  readonly leave: () => void
}

type StartedSession = { readonly ok: true; readonly value: Session } | { readonly ok: false; readonly status: Status }

/** Starts or joins a process before the connection is upgraded, so that a refusal can still be an HTTP answer. A command that is not there is none: it ends the session. */
export function startSession(access: NodeAccess, { namespace, name, subresource, query }: StreamRequest): StartedSession {
  const asks = (what: string) => query.get(what) === 'true' || query.get(what) === '1'
  const has = { stdin: asks('stdin'), stdout: asks('stdout'), stderr: asks('stderr') }
  const tty = asks('tty')
  const container = query.get('container')
  const of = { namespace, name, ...(container === null ? {} : { container }) }
  const buffer = new OutletBuffer()
  const streams: Streams = {
    tty,
    write: (stream, text) => {
      if (has[stream]) buffer.write(stream, text)
    },
    onExit: (exit: Exit) => buffer.finish(subresource === 'attach' ? succeeded : exited(exit)),
  }
  const started = subresource === 'attach' ? access.attach(of, streams) : access.exec(of, query.getAll('command'), streams)
  if (!started.ok && subresource === 'exec' && started.status.message.includes('failed to exec in container')) buffer.finish(execFailed(started.status.message))
  else if (!started.ok) return started
  const connected = started.ok ? started.value : absent
  if (subresource === 'exec' && !has.stdin) connected.endInput()
  return { ok: true, value: session({ tty, has, buffer, connected }) }
}

const absent: Connected = { write: () => {}, endInput: () => {}, resize: () => {}, leave: () => {} }

/** Keeps what comes before somebody takes it, and nothing after the end. */
class OutletBuffer implements Outlet {
  #outlet: Outlet | null = null
  #isFinished = false
  #early: ((outlet: Outlet) => void)[] = []

  write(stream: 'stdout' | 'stderr', text: string): void {
    if (!this.#isFinished) this.#pass((outlet) => outlet.write(stream, text))
  }

  finish(status: JsonObject): void {
    if (this.#isFinished) return
    this.#isFinished = true
    this.#pass((outlet) => outlet.finish(status))
  }

  connect(outlet: Outlet): void {
    this.#outlet = outlet
    for (const pass of this.#early) pass(outlet)
    this.#early = []
  }

  #pass(pass: (outlet: Outlet) => void): void {
    if (this.#outlet === null) this.#early.push(pass)
    else pass(this.#outlet)
  }
}

type Parts = Pick<Session, 'tty' | 'has'> & { readonly buffer: OutletBuffer; readonly connected: Connected }

function session({ tty, has, buffer, connected }: Parts): Session {
  const decoder = new StringDecoder('utf8')
  return {
    tty,
    has,
    connect: (outlet) => buffer.connect(outlet),
    input(bytes) {
      if (has.stdin) connected.write(decoder.write(bytes))
    },
    endInput: () => connected.endInput(),
    resize(json) {
      const [columns, rows] = [/"Width":(\d+)/, /"Height":(\d+)/].map((number) => Number(number.exec(json)?.[1] ?? 0))
      if (columns !== undefined && rows !== undefined && columns > 0 && rows > 0) connected.resize(columns, rows)
    },
    leave: () => connected.leave(),
  }
}
