import { SpdyConnection, type SpdyStream, type Wire } from './SpdyConnection.ts'
import type { Session } from './startSession.ts'

/** A session over SPDY: one stream for the error, one for each of stdin, stdout, stderr and resize that the request named. It begins when all of them are there. */
export function spdySession(wire: Wire, session: Session): SpdyConnection {
  const { has, tty } = session
  const streams = new Map<string, SpdyStream>()
  const wanted = [
    'error',
    ...(has.stdin ? ['stdin'] : []),
    ...(has.stdout ? ['stdout'] : []),
    ...(has.stderr && !tty ? ['stderr'] : []),
    ...(tty ? ['resize'] : []),
  ]
  let hasBegun = false
  const connection = new SpdyConnection(wire, (stream) => {
    streams.set(stream.headers.get('streamtype') ?? '', stream)
    if (hasBegun || !wanted.every((type) => streams.has(type))) return
    hasBegun = true
    streams.get('stdin')?.take({ data: (bytes) => session.input(bytes), end: () => session.endInput() })
    streams.get('resize')?.take({ data: (bytes) => session.resize(bytes.toString()), end: () => {} })
    session.connect({
      write: (name, text) => streams.get(name)?.write(Buffer.from(text)),
      finish(status) {
        streams.get('error')?.write(Buffer.from(JSON.stringify(status)))
        for (const each of streams.values()) each.close()
      },
    })
  })
  return connection
}
