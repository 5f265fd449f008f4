import { describe, expect, it } from 'vitest'
import { paces } from '../Pace.ts'
import { onNode } from './testing/onNode.ts'

const conditions = (pod: ReturnType<ReturnType<typeof onNode>['pod']>) =>
  (pod?.status?.conditions ?? []).map(({ type, status, reason, message }) => [type, status, reason, message].filter((word) => word !== undefined).join(' '))

describe('the life of a pod', () => {
  it('goes from Pending over ContainerCreating to Running, in the words of 1.36', () => {
    const node = onNode({ pace: paces.recorded })
    node.bind()
    node.clock.advance(0)
    expect(node.state()?.state).toEqual({ waiting: { reason: 'ContainerCreating' } })
    expect(conditions(node.pod())).toEqual([
      'PodReadyToStartContainers False',
      'Initialized True',
      'Ready False ContainersNotReady containers with unready status: [web]',
      'ContainersReady False ContainersNotReady containers with unready status: [web]',
      'PodScheduled True',
    ])
    node.clock.advance(10_000)
    expect(conditions(node.pod())).toEqual(['PodReadyToStartContainers True', 'Initialized True', 'Ready True', 'ContainersReady True', 'PodScheduled True'])
    expect(node.pod()?.status).toMatchObject({
      phase: 'Running',
      podIP: '10.244.0.2',
      hostIP: '192.168.49.2',
      startTime: '2026-01-01T00:00:00Z',
      qosClass: 'BestEffort',
      observedGeneration: 1,
    })
    expect(node.state()).toMatchObject({ ready: true, started: true, restartCount: 0, state: { running: { startedAt: '2026-01-01T00:00:02Z' } } })
    expect(node.state()?.containerID).toMatch(/^containerd:\/\/[0-9a-f]{64}$/)
    expect(node.story()).toEqual(['-', 'Pending web=ContainerCreating', 'Pending web=ContainerCreating', 'Running web=running ready'])
    expect(node.events()).toEqual([
      'Pulling: Pulling image "nginx:1"',
      'Pulled: Successfully pulled image "nginx:1" in 1.5s (1.5s including waiting). Image size: 1234 bytes.',
      'Created: Container created',
      'Started: Container started',
    ])
  })

  it('says that an image is there already when a second pod wants it', () => {
    const node = onNode()
    node.bind()
    node.clock.advance(10)
    node.bind({}, 'web-1')
    node.clock.advance(10)
    expect(node.events('Pulled')[1]).toBe('Pulled: Container image "nginx:1" already present on machine and can be accessed by the pod')
    expect(node.pod('web-1')?.status?.podIP).toBe('10.244.0.3')
  })

  it('ends with its containers where they are not started again', () => {
    const node = onNode({ script: ({ image }) => ({ ends: { after: image === 'good' ? 2000 : 4000, exit: { exitCode: image === 'good' ? 0 : 3 } } }) })
    const containers = ['good', 'bad'].map((image) => ({ name: image, image, imagePullPolicy: 'IfNotPresent' as const }))
    node.bind({ restartPolicy: 'Never', containers })
    node.bind({ restartPolicy: 'Never', containers: containers.slice(0, 1) }, 'done')
    node.clock.advance(10_000)
    expect(node.pod()?.status?.phase).toBe('Failed')
    expect(node.state('bad')?.state).toMatchObject({ terminated: { exitCode: 3, reason: 'Error' } })
    expect(node.pod('done')?.status?.phase).toBe('Succeeded')
    expect(conditions(node.pod('done'))).toEqual([
      'PodReadyToStartContainers False',
      'Initialized True PodCompleted',
      'Ready False PodCompleted',
      'ContainersReady False PodCompleted',
      'PodScheduled True',
    ])
  })

  it('is told as Running with what ended before it is told as Succeeded', () => {
    const node = onNode({ script: () => ({ ends: { after: 2000, exit: { exitCode: 0 } } }) })
    node.bind({ restartPolicy: 'OnFailure' })
    node.clock.advance(10_000)
    expect(node.story().slice(-3)).toEqual(['Running web=running ready', 'Running web=Completed', 'Succeeded web=Completed'])
  })
})

describe('the end of a pod', () => {
  it('gives its containers the grace that it states, then kills them, and removes the pod', () => {
    const node = onNode({ script: () => ({}) })
    node.bind({ terminationGracePeriodSeconds: 5 })
    node.clock.advance(10)
    node.remove()
    node.clock.advance(4_900)
    expect(node.story().at(-1)).toBe('deleting Running web=running ready')
    expect(node.events('Killing')).toEqual(['Killing: Stopping container web'])
    node.clock.advance(200)
    expect(node.pod()).toBeUndefined()
    expect(node.story().slice(-2)).toEqual(['deleting Failed web=Error', 'deleting Failed web=Error'])
    expect(node.told.at(-1)?.status?.containerStatuses?.[0]?.state).toMatchObject({ terminated: { exitCode: 137, reason: 'Error' } })
  })

  it('never gives them less than two seconds', () => {
    const node = onNode({ script: () => ({}) })
    node.bind({ terminationGracePeriodSeconds: 1 })
    node.clock.advance(10)
    node.remove()
    node.clock.advance(1_900)
    expect(node.pod()).toBeDefined()
    node.clock.advance(200)
    expect(node.pod()).toBeUndefined()
  })

  it('does not wait for the grace where the container ends by itself', () => {
    const node = onNode({ script: () => ({ stopsIn: 1000 }) })
    node.bind()
    node.clock.advance(10)
    node.remove()
    node.clock.advance(1_100)
    expect(node.pod()).toBeUndefined()
    expect(node.story().slice(-2)).toEqual(['deleting Succeeded web=Completed', 'deleting Succeeded web=Completed'])
  })

  it('is hurried by a second deletion with less grace', () => {
    const node = onNode({ script: () => ({}) })
    node.bind()
    node.clock.advance(10)
    node.remove()
    node.clock.advance(3_000)
    node.remove('web-0', 3)
    node.clock.advance(3_100)
    expect(node.pod()).toBeUndefined()
  })

  it('says of a pod that never came to run that it failed, and that nobody knows of its containers', () => {
    const node = onNode()
    node.runtime.missing.add('nodejs-app')
    node.bind({ web: { image: 'nodejs-app' } })
    node.clock.advance(10)
    node.remove()
    node.clock.advance(10)
    expect(node.story().slice(-4)).toEqual(['deleting Pending web=ContainerCreating', ...Array<string>(3).fill('deleting Failed web=ContainerStatusUnknown')])
    expect(conditions(node.told.at(-1))[2]).toBe('Ready False ContainersNotReady containers with unready status: [web]')
  })

  it('leaves nothing running of a pod that was taken away at once, and gives its address back', () => {
    const node = onNode({ script: () => ({}) })
    node.bind()
    node.clock.advance(10)
    node.remove('web-0', 0)
    expect(node.pod()).toBeUndefined()
    expect(node.runtime.running).toBe(1)
    node.clock.advance(2_000)
    expect(node.runtime.running).toBe(0)
    node.kubelet.stop()
    expect(node.clock.next).toBeNull()
  })
})
