import { once } from 'node:events'
import type { Socket } from 'node:net'
import { MAX_CLIENT_FRAME_BYTES } from '@binnacle/shared'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import { foreignHosts } from '../access/testing/foreignHosts.ts'
import { BEARER, type TestBinnacle, testBinnacle } from './testing/testBinnacle.ts'
import { MAX_SOCKETS } from './websocket.ts'

// Real sockets, on machines that may be busy.
vi.setConfig({ testTimeout: 30_000 })

let server: TestBinnacle
beforeEach(async () => {
  server = await testBinnacle()
})
afterEach(() => server.close())

const opened = async (): Promise<WebSocket> => {
  const socket = await server.socket(['binnacle', `ticket.${await server.ticket()}`])
  if (typeof socket === 'number') throw new Error(`refused with ${socket}`)
  return socket
}
const closeOf = async (socket: WebSocket): Promise<[number, string]> => {
  const [code, reason] = (await once(socket, 'close')) as [number, Buffer]
  return [code, reason.toString()]
}
const answerOf = (socket: WebSocket, type: string): Promise<unknown> =>
  new Promise((resolve) => {
    socket.on('message', (text: Buffer) => {
      const frame = JSON.parse(text.toString()) as { type: string }
      if (frame.type === type) resolve(frame)
    })
  })
const refusedWith = async (protocols: string[], headers?: Record<string, string>, path?: string) => {
  const answer = await server.socket(protocols, headers, path)
  return typeof answer === 'number' ? answer : 'open'
}

test('a page with a ticket gets a socket whose first word is hello, and whose subprotocol says nothing of the ticket', async () => {
  const ticket = await server.ticket()
  const ws = new WebSocket(`ws://127.0.0.1:${server.port}/api/live`, ['binnacle', `ticket.${ticket}`], { headers: { origin: server.origin } })
  const [text] = (await once(ws, 'message')) as [Buffer]
  expect(JSON.parse(text.toString())).toMatchObject({ type: 'hello', build: 'test' })
  expect([ws.protocol, ws.extensions]).toEqual(['binnacle', ''])
  ws.terminate()
})

test('a ticket opens one socket: twice is 401, after 31 seconds is 401', async () => {
  const ticket = await server.ticket()
  const late = await server.ticket()
  expect(await refusedWith(['binnacle', `ticket.${ticket}`])).toBe('open')
  expect(await refusedWith(['binnacle', `ticket.${ticket}`])).toBe(401)
  server.clock.advance(31_000)
  expect(await refusedWith(['binnacle', `ticket.${late}`])).toBe(401)
})

test('no ticket, a made-up one, the bearer itself, or a ticket in the address: 401 or 404', async () => {
  const ticket = await server.ticket()
  for (const protocols of [
    ['binnacle'],
    ['binnacle', 'ticket.'],
    ['binnacle', `ticket.${BEARER}`],
    [`ticket.${ticket}`],
    ['binnacle', `ticket.${ticket}`, 'x'],
    [],
  ]) {
    expect([protocols, await refusedWith(protocols)]).toEqual([protocols, 401])
  }
  expect(await refusedWith(['binnacle', `ticket.${ticket}`], { origin: server.origin }, `/api/live?ticket=${ticket}`)).toBe(404)
  expect(await refusedWith(['binnacle', `ticket.${ticket}`], { origin: server.origin }, '/')).toBe(404)
  expect(await refusedWith(['binnacle', `ticket.${ticket}`])).toBe('open')
})

test('no other page opens a socket, not with a ticket either, and it does not use the ticket up', async () => {
  const ticket = await server.ticket()
  const protocols = ['binnacle', `ticket.${ticket}`]
  for (const origin of [
    'null',
    'file://',
    'http://evil.example',
    `http://localhost:${server.port}`,
    `http://127.0.0.1:${server.port + 1}`,
    `https://127.0.0.1:${server.port}`,
  ]) {
    expect([origin, await refusedWith(protocols, { origin })]).toEqual([origin, 403])
  }
  expect(await refusedWith(protocols, {})).toBe(403)
  expect(await refusedWith(protocols, { authorization: `Bearer ${BEARER}` })).toBe(403)
  for (const host of ['evil.example', `localhost.:${server.port}`]) expect(await refusedWith(protocols, { host, origin: `http://${host}` })).toBe(421)
  expect(await refusedWith(protocols)).toBe('open')
})

test('every host that is not ours is refused before the ticket is looked at', async () => {
  const ticket = await server.ticket()
  const key = 'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n'
  for (const host of foreignHosts.map((name) => name.replaceAll('PORT', String(server.port))).filter((name) => /^[\x20-\x7e]*$/.test(name))) {
    const answer = await server.raw(
      `GET /api/live HTTP/1.1\r\nHost: ${host}\r\nOrigin: http://${host}\r\n${key}Sec-WebSocket-Protocol: binnacle, ticket.${ticket}\r\n\r\n`,
    )
    expect([host, answer.slice(0, 12)]).toEqual([host, 'HTTP/1.1 421'])
  }
})

test('a frame that is too large, binary, or not one of ours closes the socket', async () => {
  const cases = [
    ['x'.repeat(MAX_CLIENT_FRAME_BYTES + 1), 1009],
    [Buffer.from('binary'), 1003],
    ['not json', 1008],
    ['{"type":"shutdown"}', 1008],
    ['{"type":"subscribe","sub":1,"topic":"pods","context":"kind","params":{},"more":1}', 1008],
  ] as const
  for (const [content, code] of cases) {
    const ws = await opened()
    const closed = closeOf(ws)
    ws.send(content)
    expect((await closed)[0]).toBe(code)
  }
})

test('a frame that announces 64 KiB is refused before a byte of it came', async () => {
  const ws = await opened()
  const closed = closeOf(ws)
  const announced = Buffer.from([0x81, 0xff, 0, 0, 0, 0, 0, 1, 0, 0, 1, 2, 3, 4])
  const { _socket: wire } = ws as unknown as { _socket: Socket }
  wire.write(announced)
  expect((await closed)[0]).toBe(1009)
})

test('a flood ends the socket: of frames with a word, of pings at once', async () => {
  const [talker, pinger] = [await opened(), await opened()]
  const closed = Promise.all([closeOf(talker), closeOf(pinger)])
  for (let index = 0; index < 250; index += 1) {
    talker.send('{"type":"unsubscribe","sub":1}')
    pinger.ping()
  }
  expect(await closed).toEqual([
    [1008, 'too many frames'],
    [1006, ''],
  ])
})

test('a tab is pinged every ten seconds, and cut when it has been silent for twenty', async () => {
  const [alive, dead] = [await opened(), await opened()]
  dead.pause()
  for (let turn = 0; turn < 3; turn += 1) {
    const pinged = once(alive, 'ping')
    server.clock.advance(10_000)
    if (turn < 2) await pinged
    // The pong of the living one has come when a later request has been answered.
    await server.ask('/healthz')
  }
  const closed = closeOf(dead)
  dead.resume()
  expect((await closed)[0]).toBe(1006)
  expect(alive.readyState).toBe(WebSocket.OPEN)
})

test(`the ${MAX_SOCKETS + 1}th socket is told to come back later; when one goes, the next gets in`, async () => {
  const sockets = []
  for (let index = 0; index < MAX_SOCKETS; index += 1) sockets.push(await opened())
  const tooMany = await opened()
  expect((await closeOf(tooMany))[0]).toBe(1013)
  const gone = sockets[0]
  gone?.close()
  if (gone) await closeOf(gone)
  const next = await opened()
  next.send('{"type":"subscribe","sub":1,"topic":"pods","context":"none","params":{"namespaces":"*"}}')
  expect(await answerOf(next, 'refused')).toMatchObject({ sub: 1, failure: { reason: 'NotFound' } })
})

test('when Binnacle ends, every tab is told that it restarts', async () => {
  const other = await testBinnacle()
  const answer = await other.socket(['binnacle', `ticket.${await other.ticket()}`])
  if (typeof answer === 'number') throw new Error(`refused with ${answer}`)
  const closed = closeOf(answer)
  await other.close()
  expect(await closed).toEqual([1012, 'Binnacle is restarting'])
})
