import { afterEach, expect, test } from 'vitest'
import { type Cluster, createCluster } from '../createCluster.ts'
import type { Pod } from '../kinds.ts'
import type { PersistentVolume, PersistentVolumeClaim } from '../workloads.ts'

const clusters: Cluster[] = []

afterEach(async () => {
  await Promise.all(clusters.splice(0).map((cluster) => cluster.close()))
})

function cluster() {
  const { apply, api, clock, ...rest } = createCluster({ seed: 1, clock: 'manual', pace: 'instant', scenario: 'empty' })
  clusters.push({ apply, api, clock, ...rest })
  const passed = (manifest: string) => {
    apply(manifest)
    clock.advance(5_000)
  }
  const get = <Kind>(resource: string, name: string, namespace?: string): Kind | null => {
    const found = api.get({ resource, namespace, name })
    return found.ok ? (found.value as unknown as Kind) : null
  }
  return {
    passed,
    volume: (name: string, storage: string) =>
      passed(
        `{apiVersion: v1, kind: PersistentVolume, metadata: {name: ${name}}, spec: {storageClassName: manual, capacity: {storage: ${storage}}, accessModes: [ReadWriteOnce], hostPath: {path: /mnt/${name}}}}`,
      ),
    claim: (name: string, storageClassName: string) =>
      passed(
        `{apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: ${name}, namespace: default}, spec: {storageClassName: "${storageClassName}", accessModes: [ReadWriteOnce], resources: {requests: {storage: 3Gi}}}}`,
      ),
    pod: (name: string, command: string) =>
      passed(
        `{apiVersion: v1, kind: Pod, metadata: {name: ${name}, namespace: default}, spec: {restartPolicy: Never, containers: [{name: c, image: "busybox:1.36", command: [sh, -c, "${command}"], volumeMounts: [{name: v, mountPath: /data}]}], volumes: [{name: v, persistentVolumeClaim: {claimName: mine}}]}}`,
      ),
    remove: (resource: string, name: string, namespace?: string) => {
      api.delete({ resource, namespace, name }, {}, { user: { name: 'me', groups: ['system:masters'] }, fieldManager: 'test' })
      clock.advance(60_000)
    },
    volumePhase: (name: string) => get<PersistentVolume>('persistentvolumes', name)?.status?.phase,
    claimOf: (name: string) => get<PersistentVolumeClaim>('persistentvolumeclaims', name, 'default'),
    podOf: (name: string) => get<Pod>('pods', name, 'default'),
    events: (name: string) => api.list('events', 'default').filter((event) => (event['involvedObject'] as { name: string }).name === name),
  }
}

test('A claim is bound to the smallest volume that holds it, whose files outlive the pods that write them', () => {
  const { volume, claim, pod, claimOf, podOf, volumePhase } = cluster()
  volume('huge', '100Gi')
  volume('tiny', '1Gi')
  volume('fits', '10Gi')
  expect(volumePhase('fits')).toBe('Available')
  claim('mine', 'manual')
  expect(claimOf('mine')).toMatchObject({ spec: { volumeName: 'fits' }, status: { phase: 'Bound', capacity: { storage: '10Gi' } } })
  expect([volumePhase('fits'), volumePhase('huge')]).toEqual(['Bound', 'Available'])
  pod('writer', 'echo kept > /data/note')
  pod('reader', 'cat /data/note > /dev/termination-log')
  expect(podOf('reader')?.status?.containerStatuses?.[0]?.state?.terminated?.message).toBe('kept\n')
})

test('A pod waits for its claim, and starts when a volume for it appears', () => {
  const { volume, claim, pod, podOf, events, passed } = cluster()
  pod('waits', 'true')
  const why = () => podOf('waits')?.status?.conditions?.find(({ type }) => type === 'PodScheduled')?.message
  expect(why()).toBe('0/1 nodes are available: persistentvolumeclaim "mine" not found. not found')
  claim('mine', 'manual')
  expect(why()).toBe('0/1 nodes are available: pod has unbound immediate PersistentVolumeClaims. not found')
  expect(events('mine')[0]).toMatchObject({ type: 'Warning', reason: 'ProvisioningFailed', message: 'storageclass.storage.k8s.io "manual" not found' })
  volume('fits', '10Gi')
  passed('{apiVersion: v1, kind: ConfigMap, metadata: {name: later, namespace: default}}')
  expect(podOf('waits')?.status?.phase).toBe('Succeeded')
})

test('A claim that a pod has goes after the pod, and leaves its volume Released', () => {
  const { volume, claim, pod, claimOf, volumePhase, remove } = cluster()
  volume('fits', '10Gi')
  claim('mine', 'manual')
  pod('user', 'sleep 1000')
  remove('persistentvolumeclaims', 'mine', 'default')
  expect(claimOf('mine')?.metadata.deletionTimestamp).toBeDefined()
  remove('pods', 'user', 'default')
  expect([claimOf('mine'), volumePhase('fits')]).toEqual([null, 'Released'])
  remove('persistentvolumes', 'fits')
  expect(volumePhase('fits')).toBeUndefined()
})
