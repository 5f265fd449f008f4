import { describe, expect, it } from 'vitest'
import { paces } from '../Pace.ts'
import { onNode } from './testing/onNode.ts'

const pace = { ...paces.instant, backOff: 1 }
const container = (name: string) => ({ name, image: name, imagePullPolicy: 'Never' as const })
const ends = (after: number, exitCode: number) => ({ ends: { after, exit: { exitCode } } })

describe('init containers', () => {
  it('run one after the other before the others, which wait for them', () => {
    const node = onNode({ pace, script: ({ image }) => (image === 'web' ? { stopsIn: 0 } : ends(2_000, 0)) })
    node.bind({ initContainers: [container('one'), container('two')], containers: [container('web')] })
    node.clock.advance(10_000)
    expect(node.story()).toEqual([
      '-',
      'Pending one=PodInitializing two=PodInitializing web=PodInitializing',
      'Pending one=PodInitializing two=PodInitializing web=PodInitializing',
      'Pending one=running two=PodInitializing web=PodInitializing',
      'Pending one=Completed ready two=PodInitializing web=PodInitializing',
      'Pending one=Completed ready two=running web=PodInitializing',
      'Pending one=Completed ready two=Completed ready web=PodInitializing',
      'Running one=Completed ready two=Completed ready web=running ready',
    ])
    const initialized = node.told[3]?.status?.conditions?.find(({ type }) => type === 'Initialized')
    expect(initialized).toMatchObject({ status: 'False', reason: 'ContainersNotInitialized', message: 'containers with incomplete status: [one two]' })
  })

  it('that fail end a pod that is not started again, and are tried again ever later in others', () => {
    const node = onNode({ pace, script: () => ends(0, 1) })
    node.bind({ restartPolicy: 'Never', initContainers: [container('one')], containers: [container('web')] }, 'never')
    node.bind({ initContainers: [container('one')], containers: [container('web')] })
    node.clock.advance(100_000)
    expect(node.pod('never')?.status?.phase).toBe('Failed')
    expect(node.state('web', 'never')?.state).toEqual({ waiting: { reason: 'PodInitializing' } })
    expect(node.pod()?.status?.phase).toBe('Pending')
    expect(node.state('one')?.restartCount).toBeGreaterThan(2)
    expect(node.story()).toContain('Pending one=CrashLoopBackOff ×1 web=PodInitializing')
  })

  it('that stay beside the others start in their turn, keep the pod no longer than its containers, and end after them', () => {
    const script = ({ image }: { readonly image: string }) => (image === 'one' ? ends(1_000, 0) : { stopsIn: image === 'side' ? 100 : 2_000 })
    const node = onNode({ pace, script })
    node.bind({ initContainers: [{ ...container('side'), restartPolicy: 'Always' }, container('one')], containers: [container('web')] })
    node.clock.advance(5_000)
    expect(node.story().at(-1)).toBe('Running side=running ready one=Completed ready web=running ready')
    node.remove()
    node.clock.advance(3_000)
    const last = node.told.at(-1)?.status
    const ended = [...(last?.initContainerStatuses ?? []), ...(last?.containerStatuses ?? [])].map(
      ({ name, state }) => `${name} ${state?.terminated?.finishedAt}`,
    )
    expect(ended).toEqual(['side 2026-01-01T00:00:07Z', 'one 2026-01-01T00:00:01Z', 'web 2026-01-01T00:00:07Z'])
    expect(last?.phase).toBe('Succeeded')

    const job = onNode({ pace, script: ({ image }) => (image === 'web' ? ends(3_000, 0) : { stopsIn: 0 }) })
    job.bind({ restartPolicy: 'Never', initContainers: [{ ...container('side'), restartPolicy: 'Always' }], containers: [container('web')] })
    job.clock.advance(10_000)
    expect(job.pod()?.status?.phase).toBe('Succeeded')
  })
})

describe('hooks', () => {
  it('after the start hold the container back, and end it when they fail', () => {
    const exec = () => ({ output: 'posty\n', exitCode: 2 })
    const node = onNode({ pace, script: () => ({ stopsIn: 0, exec }) })
    node.bind({ web: { lifecycle: { postStart: { exec: { command: ['sh', '-c', 'x'] } } } } })
    node.clock.advance(500)
    const uid = node.pod()?.metadata.uid ?? ''
    expect(node.events().slice(3, 6)).toEqual(['Started: Container started', 'FailedPostStartHook: PostStartHook failed', 'Killing: FailedPostStartHook'])
    expect(node.told.map(({ status }) => status?.containerStatuses?.[0]?.state?.waiting)).toContainEqual({
      reason: 'PostStartHookError',
      message: `Exec lifecycle hook ([sh -c x]) for Container "web" in Pod "web-0_default(${uid})" failed - error: command 'sh -c x' exited with 2: , message: "posty\\n"`,
    })
  })

  it('before the end take their time of the grace', () => {
    const node = onNode({ pace, script: () => ({}) })
    node.bind({ terminationGracePeriodSeconds: 10, web: { lifecycle: { preStop: { sleep: { seconds: 4 } } } } })
    node.clock.advance(100)
    node.remove()
    node.clock.advance(9_900)
    expect(node.pod()).toBeDefined()
    node.clock.advance(200)
    expect(node.pod()).toBeUndefined()
  })
})
