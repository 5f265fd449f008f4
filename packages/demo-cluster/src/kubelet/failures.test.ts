import { describe, expect, it } from 'vitest'
import type { Exit } from '../containers/Container.ts'
import type { Container } from '../kinds.ts'
import { paces } from '../Pace.ts'
import { onNode } from './testing/onNode.ts'

/** Without the time that things take, but with the back-offs of a real node. */
const pace = { ...paces.instant, backOff: 1 }
const MISSING =
  'failed to pull and unpack image "docker.io/library/nodejs-app:latest": failed to resolve reference "docker.io/library/nodejs-app:latest": pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed'

describe('an image that no registry has', () => {
  it('is tried again ever later, and told in turn as ErrImagePull and ImagePullBackOff', () => {
    const node = onNode({ pace })
    node.runtime.missing.add('nodejs-app')
    node.bind({ web: { image: 'nodejs-app' } })
    node.clock.advance(1_000)
    expect(node.events()).toEqual([
      'Pulling: Pulling image "nodejs-app"',
      `Failed: Failed to pull image "nodejs-app": ${MISSING}`,
      'Failed: Error: ErrImagePull',
      'BackOff: Back-off pulling image "nodejs-app"',
      'Failed: Error: ImagePullBackOff',
    ])
    expect(node.state()?.state).toEqual({ waiting: { reason: 'ErrImagePull', message: MISSING } })
    const pulls: number[] = []
    const start = node.clock.now()
    node.store.subscribe(({ resource, object }) => {
      if (resource === 'events' && object['reason'] === 'Pulling') pulls.push(Math.round((node.clock.now() - start) / 1000))
    })
    node.clock.advance(400_000)
    expect(node.story().filter((line) => line.includes('BackOff')).length).toBeGreaterThan(3)
    expect(
      node.told.some(
        ({ status }) => status?.containerStatuses?.[0]?.state?.waiting?.message === `Back-off pulling image "nodejs-app": ErrImagePull: ${MISSING}`,
      ),
    ).toBe(true)
    const waits = pulls.map((at, index) => at - (pulls[index - 1] ?? 0))
    expect(waits[0]).toBeGreaterThanOrEqual(10)
    expect(waits[0]).toBeLessThan(16)
    expect(waits.every((wait, index) => index === 0 || wait >= Math.min(300, 10 * 2 ** index))).toBe(true)
  })

  it('names what is wrong with a name, and what is not there and may not be pulled', () => {
    const node = onNode({ pace })
    node.runtime.missing.add('nodejs-app')
    node.bind({ web: { image: 'NodeJs:x' } }, 'bad')
    node.bind({ web: { image: 'nodejs-app', imagePullPolicy: 'Never' } }, 'never')
    node.clock.advance(20_000)
    expect(node.state('web', 'bad')?.state?.waiting).toEqual({
      reason: 'InvalidImageName',
      message:
        'Failed to apply default image tag "NodeJs:x": couldn\'t parse image name "NodeJs:x": invalid reference format: repository name (library/NodeJs) must be lowercase',
    })
    expect(node.state('web', 'never')?.state?.waiting).toEqual({
      reason: 'ErrImageNeverPull',
      message: 'Container image "nodejs-app" is not present with pull policy of Never',
    })
  })
})

describe('a container that crashes', () => {
  it('starts again at once, then after 10 s, 20 s, 40 s and never more than 300 s', () => {
    const node = onNode({ pace, script: () => ({ ends: { after: 1000, exit: { exitCode: 3 } } }) })
    node.bind()
    node.clock.advance(3 * 3_600_000)
    const starts = node.runtime.startTimes
    const waits = starts.slice(1).map((at, index) => (at - (starts[index] ?? 0) - 1000) / 1000)
    expect(waits[0]).toBe(0)
    for (const [index, wait] of waits.slice(1).entries()) {
      const delay = Math.min(300, 10 * 2 ** index)
      expect(wait).toBeGreaterThanOrEqual(delay)
      expect(wait).toBeLessThan(delay * 1.5 + 90)
    }
    expect(node.state()?.restartCount).toBe(starts.length - 1)
    expect(
      node.told
        .map(({ status }) => status?.containerStatuses?.[0]?.state?.waiting?.message)
        .filter((message) => message !== undefined)
        .at(-1),
    ).toMatch(/^back-off 5m0s restarting failed container=web/)
    expect(node.state()?.lastState).toMatchObject({ terminated: { exitCode: 3, reason: 'Error' } })
  })

  it('tells Error first and CrashLoopBackOff with the delay that it waits', () => {
    const node = onNode({ pace: { ...pace, backOff: 0.5 }, script: () => ({ ends: { after: 1000, exit: { exitCode: 3 } } }) })
    node.bind()
    node.clock.advance(11_000)
    const uid = node.pod()?.metadata.uid ?? ''
    expect(node.story().slice(0, 9)).toEqual([
      '-',
      'Pending web=ContainerCreating',
      'Pending web=ContainerCreating',
      'Running web=running ready',
      'Running web=Error',
      'Running web=running ready ×1',
      'Running web=Error ×1',
      'Running web=CrashLoopBackOff ×1',
      'Running web=running ready ×2',
    ])
    expect(node.told[7]?.status?.containerStatuses?.[0]?.state?.waiting?.message).toBe(`back-off 5s restarting failed container=web pod=web-0_default(${uid})`)
    expect(node.events('BackOff')[0]).toBe(`BackOff: Back-off restarting failed container web in pod web-0_default(${uid})`)
  })

  it('counts anew after it ran for ten minutes', () => {
    const node = onNode({ pace, script: (_, before) => ({ ends: { after: before < 3 ? 1000 : 900_000, exit: { exitCode: 1 } } }) })
    node.bind()
    node.clock.advance(60_000)
    expect(node.state()).toMatchObject({ restartCount: 3, ready: true })
    node.clock.advance(900_000)
    expect(node.state()).toMatchObject({ restartCount: 4, ready: true })
  })

  it('cannot be started where its command is not in the image', () => {
    const refuses = 'failed to create containerd task: exec: "nope": executable file not found in $PATH: unknown'
    const node = onNode({ pace, script: () => ({ refuses }) })
    node.bind({ web: { command: ['nope'] } })
    node.clock.advance(1_000)
    expect(node.story()).toContain('Running web=RunContainerError')
    expect(node.state()?.lastState?.terminated).toMatchObject({ exitCode: 128, reason: 'StartError', message: refuses, startedAt: '1970-01-01T00:00:00Z' })
    expect(node.events('Failed')[0]).toBe(`Failed: Error: ${refuses}`)
  })
})

describe('what a container leaves behind', () => {
  const left = (files: Readonly<Record<string, string>>, exit: Exit, web: Partial<Container> = {}) => {
    const node = onNode({ pace, script: () => ({ files, prints: 'oh\nno\n', ends: { after: 1_000, exit } }) })
    node.bind({ restartPolicy: 'Never', web })
    node.clock.advance(2_000)
    return node.state()?.state?.terminated
  }

  it('is its message, or the end of its log where its policy says so, and why the kernel ended it', () => {
    const fallback = { terminationMessagePolicy: 'FallbackToLogsOnError' } as const
    expect(left({ '/dev/termination-log': 'bye' }, { exitCode: 0 })).toMatchObject({ reason: 'Completed', message: 'bye' })
    expect(left({ '/tmp/last': 'bye' }, { exitCode: 2 }, { terminationMessagePath: '/tmp/last', ...fallback })).toMatchObject({
      reason: 'Error',
      message: 'bye',
    })
    expect(left({}, { exitCode: 2 }, fallback)).toMatchObject({ message: 'oh\nno\n' })
    expect(left({}, { exitCode: 2 })).not.toHaveProperty('message')
    expect(left({}, { exitCode: 137, reason: 'OOMKilled' })).toMatchObject({ exitCode: 137, reason: 'OOMKilled' })
  })
})

describe('a pod that may run only so long', () => {
  it('is ended when its time is over, and says why', () => {
    const node = onNode({ pace })
    node.bind({ activeDeadlineSeconds: 8 })
    node.clock.advance(7_900)
    expect(node.pod()?.status?.phase).toBe('Running')
    node.clock.advance(1_000)
    expect(node.pod()?.status).toMatchObject({
      phase: 'Failed',
      reason: 'DeadlineExceeded',
      message: 'Pod was active on the node longer than the specified deadline',
    })
    expect(node.events().slice(-2)).toEqual([
      'DeadlineExceeded: Pod was active on the node longer than the specified deadline',
      'Killing: Stopping container web',
    ])
  })
})
