import { describe, expect, it } from 'vitest'
import type { LogOptions } from '../containers/Container.ts'
import { paces } from '../Pace.ts'
import { nodeAccess } from './nodeAccess.ts'
import { type OnNode, onNode } from './testing/onNode.ts'

const pace = { ...paces.instant, backOff: 1 }
const POD = { namespace: 'default', name: 'web-0' }

function asked(how: OnNode = {}) {
  const node = onNode({ pace, ...how })
  const access = nodeAccess(node.parts, [node.kubelet])
  return {
    ...node,
    access,
    logs(options: Partial<LogOptions> = {}, name = 'web-0') {
      const read = { text: '', ended: false, stop: () => {} }
      const to = {
        write: (text: string) => {
          read.text += text
        },
        end: () => {
          read.ended = true
        },
      }
      const result = access.logs({ ...POD, name }, { follow: false, previous: false, timestamps: false, ...options }, to)
      if (!result.ok) return { message: `${result.status.code} ${result.status.message}` }
      return Object.assign(read, { stop: result.value })
    },
  }
}

describe('logs', () => {
  it('are given as the options ask', () => {
    const node = asked({ script: () => ({ prints: 'one\ntwo\nthree\n' }) })
    node.bind()
    node.clock.advance(5_000)
    expect(node.logs()).toMatchObject({ text: 'one\ntwo\nthree\n', ended: true })
    expect(node.logs({ tailLines: 2, timestamps: true })).toMatchObject({ text: '2026-01-01T00:00:00.000000000Z two\n2026-01-01T00:00:00.000000000Z three\n' })
    expect(node.logs({ tailLines: 0 })).toMatchObject({ text: '' })
    expect(node.logs({ limitBytes: 5 })).toMatchObject({ text: 'one\nt' })
    expect(node.logs({ sinceSeconds: 4 })).toMatchObject({ text: '' })
    expect(node.logs({ sinceTime: '2025-12-31T23:59:59Z' })).toMatchObject({ text: 'one\ntwo\nthree\n' })
  })

  it('are followed until the container ends, and kept of the run before', () => {
    const node = asked({ script: (_, before) => ({ prints: `run ${before}\n`, ends: { after: 4_000, exit: { exitCode: 1 } } }) })
    node.bind()
    node.clock.advance(1_000)
    const log = node.logs({ follow: true, tailLines: 0 })
    node.runtime.starts[0]?.streams.write('stdout', 'half')
    node.runtime.starts[0]?.streams.write('stdout', ' a line\nrest')
    expect(log).toMatchObject({ text: 'half a line\n', ended: false })
    node.clock.advance(4_000)
    expect(log).toMatchObject({ text: 'half a line\nrest\n', ended: true })
    expect(node.logs()).toMatchObject({ text: 'run 1\n' })
    expect(node.logs({ previous: true })).toMatchObject({ text: 'run 0\nhalf a line\nrest\n' })
  })

  it('are refused in the words of the apiserver and the kubelet', () => {
    const node = asked({ script: () => ({ prints: 'x\n' }) })
    node.runtime.missing.add('nope')
    node.bind()
    const two = ['db', 'web'].map((name) => ({ name, image: name }))
    node.bind({ containers: two, initContainers: [{ name: 'init', image: 'init' }] }, 'two')
    node.bind({ web: { image: 'nope' } }, 'bad')
    node.bind({ volumes: [{ name: 'v', secret: { secretName: 'nope' } }] }, 'creating')
    node.clock.advance(20_000)
    expect(node.logs({}, 'none')).toEqual({ message: '404 pods "none" not found' })
    expect(node.logs({}, 'two')).toEqual({
      message: '400 a container name must be specified for pod two, choose one of: [db web] or one of the init containers: [init]',
    })
    expect(node.logs({ container: 'x' })).toEqual({ message: '400 container x is not valid for pod web-0' })
    expect(node.logs({ previous: true })).toEqual({ message: '400 previous terminated container "web" in pod "web-0" not found' })
    expect(node.logs({}, 'creating')).toEqual({ message: '400 container "web" in pod "creating" is waiting to start: ContainerCreating' })
    expect(node.logs({}, 'bad')).toEqual({ message: '400 container "web" in pod "bad" is waiting to start: trying and failing to pull image' })
  })
})

describe('exec and attach', () => {
  it('need a container that runs, on a node that answers', () => {
    const node = asked({ script: () => ({ exec: () => ({ output: 'hello\n', exitCode: 0 }) }) })
    node.bind()
    node.bind({ nodeName: '' }, 'pending')
    node.bind({ volumes: [{ name: 'v', secret: { secretName: 'nope' } }] }, 'creating')
    node.clock.advance(100)
    const out: string[] = []
    const streams = {
      tty: false,
      write: (_: string, text: string) => out.push(text),
      onExit: ({ exitCode }: { exitCode: number }) => out.push(String(exitCode)),
    }
    expect(
      node.access.exec(POD, ['hello'], { ...streams, write: (_, text) => void out.push(text), onExit: ({ exitCode }) => void out.push(String(exitCode)) }).ok,
    ).toBe(true)
    node.clock.advance(10)
    expect(out).toEqual(['hello\n', '0'])
    const message = (name: string) => {
      const result = node.access.attach({ ...POD, name }, { ...streams, write: () => {}, onExit: () => {} })
      return result.ok ? null : `${result.status.code} ${result.status.message}`
    }
    expect(message('creating')).toBe('500 unable to upgrade connection: container not found ("web")')
    expect(message('pending')).toBe('400 pod pending does not have a host assigned')
    node.kubelet.cutOff(true)
    expect(message('web-0')).toMatch(/^500 .*no route to host$/)
  })
})
