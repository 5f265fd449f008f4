// A process with protocol clients: sockets that subscribe to all pods, read every byte and never skip. The first one also follows the frames.
import { deflateRawSync } from 'node:zlib'
import { type RawData, WebSocket } from 'ws'
import { answerRequests } from './Helper.ts'

export type ClientsRequest = { open: { origin: string; bearer: string; context: string; clients: number } } | { count: true }

export interface ClientsAnswer {
  /** Bytes that came out of all sockets since the last answer, frame headers included. */
  bytes: number
  /** The same for one client, each frame deflated by itself: what a browser that is not on this machine would get. */
  deflated: number
  /** Frames of one client. */
  frames: number
  /** Times that a frame's number was not the one after the last. */
  gaps: number
}

const PATIENCE_MS = 60_000

const sockets: WebSocket[] = []
let frames: Buffer[] = []
let gaps = 0
let seq: number | undefined
let bytesBefore = 0

answerRequests(async (request: ClientsRequest): Promise<ClientsAnswer> => {
  if ('open' in request) await openAll(request.open)
  return count()
})

async function openAll({ origin, bearer, context, clients }: Extract<ClientsRequest, { open: object }>['open']): Promise<void> {
  await Promise.all(Array.from({ length: clients }, (_, index) => open({ origin, bearer, context, follows: index === 0 })))
}

async function open({ origin, bearer, context, follows }: { origin: string; bearer: string; context: string; follows: boolean }): Promise<void> {
  const answer = await fetch(`${origin}/api/ticket`, { method: 'POST', headers: { authorization: `Bearer ${bearer}`, origin } })
  const { ticket }: { ticket: string } = JSON.parse(await answer.text())
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/api/live`, ['binnacle', `ticket.${ticket}`], { origin, perMessageDeflate: false })
  sockets.push(socket)
  socket.on('open', () => socket.send(JSON.stringify({ type: 'subscribe', sub: 1, topic: 'pods', context, params: { namespaces: '*' } })))
  await new Promise<void>((full, failed) => {
    const impatience = setTimeout(() => failed(new Error('a protocol client got no whole snapshot in time')), PATIENCE_MS)
    socket.on('error', failed)
    socket.on('close', (code, reason) => failed(new Error(`a protocol client was closed: ${code} ${String(reason)}`)))
    socket.on('message', (data: RawData) => {
      const bytes = toBuffer(data)
      if (isLastChunk(bytes)) {
        clearTimeout(impatience)
        full()
      }
      if (follows) follow(bytes)
    })
  })
}

function count(): ClientsAnswer {
  const total = sockets.reduce((sum, socket) => sum + bytesRead(socket), 0)
  const answer = { bytes: total - bytesBefore, deflated: frames.reduce((sum, frame) => sum + deflateRawSync(frame).length, 0), frames: frames.length, gaps }
  bytesBefore = total
  frames = []
  gaps = 0
  return answer
}

function follow(bytes: Buffer): void {
  frames.push(bytes)
  const frame: { type: string; seq?: number } = JSON.parse(String(bytes))
  if (frame.seq === undefined) return
  const follows = frame.type === 'snapshot' || seq === undefined || frame.seq === seq + 1
  if (!follows || frame.type === 'skipped') gaps += 1
  seq = frame.seq
}

/** Looks at the bytes only: 19 clients that parse would take the machine from what is measured. */
function isLastChunk(bytes: Buffer): boolean {
  const head = bytes.subarray(0, 200).toString('latin1')
  return head.includes('"snapshot"') && head.includes('"last":true')
}

function toBuffer(data: RawData): Buffer {
  if (Buffer.isBuffer(data)) return data
  return Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data)
}

/** ws does not tell what it read; its socket does. */
function bytesRead(socket: WebSocket): number {
  const stream: unknown = Reflect.get(socket, '_socket')
  return typeof stream === 'object' && stream !== null && 'bytesRead' in stream ? Number(stream.bytesRead) : 0
}
