import { describe, expect, it } from 'vitest'
import { ManualClock } from '../clock.ts'
import { Random } from '../Random.ts'
import { started, startIn } from '../testing/started.ts'
import type { Exit } from './Container.ts'
import { createRuntime } from './createRuntime.ts'

const sh = (script: string) => ({ image: 'busybox:1.36', command: ['sh', '-c', script] })

describe('the main process', () => {
  it('does not hear SIGTERM unless it catches it, and dies of SIGKILL', () => {
    const { clock, container, exit } = started(sh('sleep 3600'))
    clock.advance(1)
    container.kill('SIGTERM')
    clock.advance(30_000)
    expect(exit()).toBeNull()
    container.kill('SIGKILL')
    container.kill('SIGKILL')
    expect(exit()).toBeNull()
    clock.advance(0)
    expect(exit()).toEqual({ exitCode: 137, signal: 9 })
  })

  it('runs a trap when what it waits for is over, and ends as the trap says', () => {
    const { clock, container, output, exit } = started(sh("trap 'echo bye; exit 5' TERM; while true; do sleep 10; done"))
    clock.advance(1_000)
    container.kill('SIGTERM')
    clock.advance(8_000)
    expect(exit()).toBeNull()
    clock.advance(2_000)
    expect(output().stdout).toBe('bye\n')
    expect(exit()).toEqual({ exitCode: 5 })
  })

  it('takes every other process with it', () => {
    const { clock, container, exit } = started(sh('sleep 5; exit 1'))
    let other: Exit | null = null
    clock.advance(1)
    const streams = { tty: false, write: () => {}, onExit: (ended: Exit) => (other = ended) }
    container.exec(['sleep', '60'], streams)
    clock.advance(5_000)
    expect(exit()).toEqual({ exitCode: 1 })
    expect(other).toEqual({ exitCode: 137, signal: 9 })
    expect(container.exec(['ls'], streams)).toMatchObject({ ok: false })
  })

  it('is killed by the kernel when anything in its container takes too much memory', () => {
    const { clock, container, exit } = started({ ...sh('sleep 3600'), memoryLimitBytes: 64 * 1024 ** 2 })
    clock.advance(1)
    container.exec(['tail', '/dev/zero'], { tty: false, write: () => {}, onExit: () => {} })
    clock.advance(10_000)
    expect(exit()).toEqual({ exitCode: 137, signal: 9, reason: 'OOMKilled' })
  })

  it('reads what an attached client writes, and the end of it where that is for once', () => {
    const { clock, container, output, exit } = started({ ...sh('read a; echo "got $a"; cat; echo over'), stdin: true, stdinOnce: true })
    clock.advance(1)
    let seen = ''
    const client = container.attach({ tty: false, write: (_stream, text) => (seen += text), onExit: () => {} })
    client.write('one\ntwo\n')
    clock.advance(1)
    expect(output().stdout).toBe('got one\ntwo\n')
    client.endInput()
    clock.advance(1)
    expect(seen).toBe('got one\ntwo\nover\n')
    expect(exit()).toEqual({ exitCode: 0 })
  })
})

describe('an exec', () => {
  it('is hung up on when its connection goes', () => {
    const { clock, container } = started(sh('sleep 3600'))
    clock.advance(1)
    let ended: Exit | null = null
    const started2 = container.exec(['sh', '-c', 'sleep 100; touch /tmp/late'], { tty: true, write: () => {}, onExit: (exit) => (ended = exit) })
    clock.advance(1_000)
    if (started2.ok) started2.value.leave()
    clock.advance(200_000)
    expect(ended).toEqual({ exitCode: 129, signal: 1 })
    expect(container.readFile('/tmp/late')).toBeUndefined()
  })

  it('shows the processes of the container', () => {
    const { clock, container } = started(sh('sleep 1000; true'))
    clock.advance(1)
    let seen = ''
    container.exec(['ps'], { tty: false, write: (_stream, text) => (seen += text), onExit: () => {} })
    clock.advance(1)
    expect(seen.split('\n').map((line) => line.slice(21))).toEqual(['COMMAND', 'sh -c sleep 1000; true', 'sleep 1000', 'ps', ''])
  })
})

describe('volumes', () => {
  it('are shared by the containers that mount them, and kept from writing where they are read-only', () => {
    const clock = new ManualClock(0)
    const runtime = createRuntime({ clock, random: new Random(1) })
    const files = new Map<string, string>()
    startIn(runtime, { ...sh('mkdir /data/sub; echo shared > /data/sub/a'), volumes: [{ mountPath: '/data', readOnly: false, files }] })
    clock.advance(1)
    const reader = startIn(runtime, { ...sh('cat /in/sub/a; ls /in; echo no > /in/b'), volumes: [{ mountPath: '/in', readOnly: true, files }] })
    clock.advance(1)
    expect(reader.output()).toEqual({ stdout: 'shared\nsub\n', stderr: "sh: can't create /in/b: Read-only file system\n" })
    expect(files.get('sub/a')).toBe('shared\n')
  })
})

it('lives the same life twice', () => {
  const live = () => {
    const { clock, output } = started({
      image: 'registry.k8s.io/e2e-test-images/agnhost:2.63.0',
      command: ['sh', '-c', 'for i in 1 2 3; do echo $RANDOM | tee -a /tmp/x; sleep 1; done; /agnhost logs-generator -t 5 -d 5s'],
    })
    clock.advance(20_000)
    return output()
  }
  expect(live()).toEqual(live())
})
