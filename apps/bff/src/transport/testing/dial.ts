import { WebSocket } from 'ws'

/** A socket as our page opens it, for tests that bring their own page: events from the first frame on. */
export function dial(
  port: number,
  protocols: string[],
  events: { text(text: string): unknown; closed(): unknown },
): { send(text: string): void; close(): void } {
  const ws = new WebSocket(`ws://127.0.0.1:${port}/api/live`, protocols, { headers: { origin: `http://127.0.0.1:${port}` } })
  ws.on('message', (text: Buffer) => events.text(text.toString()))
  ws.on('close', () => events.closed())
  // `close` follows; without a listener a refused connection would end the test.
  ws.on('error', () => undefined)
  return {
    send: (text) => ws.send(text),
    close: () => {
      ws.removeAllListeners('message').removeAllListeners('close')
      ws.terminate()
    },
  }
}
