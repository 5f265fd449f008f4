import type { HttpAnswer } from '../containers/Container.ts'

type Clocked = { readonly now: () => number }

/** An answer in plain text, as Go's server sends it. */
export function plain(clock: Clocked, status: number, body: string): HttpAnswer {
  return {
    status,
    headers: { date: new Date(clock.now()).toUTCString(), 'content-length': String(Buffer.byteLength(body)), 'content-type': 'text/plain; charset=utf-8' },
    body,
  }
}

export function html(clock: Clocked, status: number, { body, server }: { readonly body: string; readonly server: string }): HttpAnswer {
  return {
    status,
    headers: {
      server,
      date: new Date(clock.now()).toUTCString(),
      'content-type': 'text/html',
      'content-length': String(Buffer.byteLength(body)),
      connection: 'keep-alive',
    },
    body,
  }
}
