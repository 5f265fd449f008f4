import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { realClock } from '../clock.ts'
import type { NodeAccess, RunningContainer } from '../containers/Container.ts'
import { createRuntime } from '../containers/createRuntime.ts'
import { Random } from '../Random.ts'
import { startIn } from '../testing/started.ts'
import { createStreams, type StreamRequest } from './createStreams.ts'

let server: Server
let container: RunningContainer

function accessTo(running: RunningContainer): NodeAccess {
  return {
    logs: () => ({ ok: false, status: { code: 500, reason: 'InternalError', message: 'none' } }),
    exec(_of, command, streams) {
      const started = running.exec(command, streams)
      return started.ok ? started : { ok: false, status: { code: 500, reason: 'InternalError', message: started.message } }
    },
    attach: (_of, streams) => ({ ok: true, value: running.attach(streams) }),
    serves: (_of, port) => running.serves(port),
  }
}

beforeEach(async () => {
  const runtime = createRuntime({ clock: realClock, random: new Random(1) })
  container = startIn(runtime, { image: 'registry.k8s.io/e2e-test-images/agnhost:2.63.0', args: ['netexec', '--udp-port=-1'], stdin: true }).container
  const streams = createStreams(accessTo(container))
  server = createServer()
  server.on('upgrade', (request, socket, head) => {
    const { pathname, searchParams: query } = new URL(request.url ?? '/', 'http://localhost')
    const subresource = pathname.slice(1) as StreamRequest['subresource']
    streams.upgrade({ request, socket, head }, { namespace: 'default', name: 'web', subresource, query })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})

afterEach(() => {
  container.kill('SIGKILL')
  server.closeAllConnections()
  server.close()
})

type Talk = { readonly frames: readonly string[]; readonly code: number; readonly status: number | null }

/** Opens a WebSocket, sends, and gives every message that came, with its channel's byte, until it closed. */
function talk(path: string, protocol: string, send: (socket: WebSocket) => void = () => {}): Promise<Talk> {
  const { port } = server.address() as AddressInfo
  const socket = new WebSocket(`ws://127.0.0.1:${port}/${path}`, protocol)
  const frames: string[] = []
  return new Promise((resolve) => {
    socket.on('open', () => send(socket))
    socket.on('message', (data: Buffer) => frames.push(data.toString('latin1')))
    socket.on('close', (code) => resolve({ frames, code, status: null }))
    socket.on('error', () => {})
    socket.on('unexpected-response', (_request, response) => resolve({ frames, code: 0, status: response.statusCode ?? 0 }))
  })
}

const bytes = (channel: number, text: string) => Buffer.concat([Buffer.from([channel]), Buffer.from(text)])

describe('exec over WebSocket', () => {
  it('gives both outputs on their channels and the exit code at the end', async () => {
    const { frames, code } = await talk('exec?command=sh&command=-c&command=echo+hi%3Becho+e+%3E%262%3Bexit+3&stdout=true&stderr=true', 'v5.channel.k8s.io')
    expect(frames.slice(0, 3)).toEqual(['\u0001', '\u0001hi\n', '\u0002e\n'])
    expect(JSON.parse(frames[3]?.slice(1) ?? '')).toEqual({
      metadata: {},
      status: 'Failure',
      message: 'command terminated with non-zero exit code: command terminated with exit code 3',
      reason: 'NonZeroExitCode',
      details: { causes: [{ reason: 'ExitCode', message: '3' }] },
    })
    expect(code).toBe(1000)
  })

  it('passes input on, and its end by channel 255', async () => {
    const { frames } = await talk('exec?command=cat&stdin=true&stdout=true', 'v5.channel.k8s.io', (socket) => {
      socket.send(bytes(0, 'hello'))
      socket.send(Buffer.from([255, 0]))
    })
    expect(frames).toEqual(['\u0001', '\u0001hello', '\u0003{"metadata":{},"status":"Success"}'])
  })

  it('speaks base64 to those who ask for it', async () => {
    const { frames } = await talk('exec?command=echo&command=x&stdout=true', 'base64.channel.k8s.io')
    expect(frames).toEqual(['1', '1eAo='])
  })

  it('ends with the words of the runtime where there is no such command', async () => {
    const { frames } = await talk('exec?command=bash&stdout=true', 'v5.channel.k8s.io')
    const status = JSON.parse(frames[1]?.slice(1) ?? '')
    expect(status.message.replace(/"[0-9a-f]{64}"/, 'ID')).toBe(
      'Internal error occurred: Internal error occurred: error executing command in container: failed to exec in container: failed to start exec ID: ' +
        'OCI runtime exec failed: exec failed: unable to start container process: exec: "bash": executable file not found in $PATH: unknown',
    )
    expect(status).toMatchObject({ reason: 'InternalError', code: 500 })
  })

  it('is a terminal: echo, a prompt, the size, Ctrl-C and Ctrl-D', async () => {
    const { frames } = await talk('exec?command=sh&stdin=true&stdout=true&tty=true', 'v5.channel.k8s.io', (socket) => {
      const steps: [seen: string, keys: string][] = [
        ['/ # ', 'stty sizf\u007fe\r'],
        ['40 120\r\n/ # ', 'sleep 600\r'],
        ['sleep 600\r\n', '\u0003'],
        ['^C\r\n/ # ', 'echo $?\r'],
        ['130\r\n/ # ', '\u0004'],
      ]
      let seen = ''
      socket.send(bytes(4, '{"Width":120,"Height":40}'))
      socket.on('message', (data: Buffer) => {
        seen += data.subarray(1).toString()
        if (!seen.endsWith(steps[0]?.[0] ?? '\0')) return
        socket.send(bytes(0, steps.shift()?.[1] ?? ''))
        seen = ''
      })
    })
    const screen = frames
      .filter((frame) => frame.startsWith('\u0001'))
      .map((frame) => frame.slice(1))
      .join('')
    expect(screen).toContain('40 120\r\n')
    expect(screen.endsWith('/ # sleep 600\r\n^C\r\n/ # echo $?\r\n130\r\n/ # \r\n')).toBe(true)
  })

  it('refuses protocols it does not know, and requests for no stream at all', async () => {
    expect((await talk('exec?command=ls&stdout=true', 'foo.k8s.io')).status).toBe(403)
    expect((await talk('exec?command=ls', 'v5.channel.k8s.io')).status).toBe(400)
  })
})

describe('attach over WebSocket', () => {
  it('gives what the main process writes from then on, and ends with it', async () => {
    const { frames } = await talk('attach?stdout=true&stderr=true', 'v5.channel.k8s.io', () => {
      container.serves(8080)?.({ method: 'GET', path: '/hostname', headers: {}, body: '' })
      container.kill('SIGTERM')
    })
    expect(frames[1]).toMatch(/^.I\d{4} .* GET \/hostname\n$/)
    expect(frames.at(-1)).toBe('\u0003{"metadata":{},"status":"Success"}')
  })
})

describe('port-forward over WebSocket', () => {
  it('carries HTTP to what the pod serves', async () => {
    const request = 'GET /echo?msg=hi HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'
    const { frames, code } = await talk('portforward?ports=8080', 'v4.channel.k8s.io', (socket) => socket.send(bytes(0, request)))
    expect(frames.slice(0, 2)).toEqual(['\u0000\u0090\u001f', '\u0001\u0090\u001f'])
    expect(frames[2]).toMatch(/^\0HTTP\/1\.1 200 OK\r\n[^]*\r\n\r\nhi$/)
    expect(code).toBe(1000)
  })

  it('tells on the error channel that nothing listens', async () => {
    const { frames } = await talk('portforward?ports=99', 'v4.channel.k8s.io')
    expect(frames[2]).toMatch(/^.error forwarding port 99 to pod [0-9a-f]{64}, uid : failed to execute portforward .* connection refused/)
  })
})
