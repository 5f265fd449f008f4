import { expect, test } from 'vitest'
import { createCluster } from './createCluster.ts'
import type { Pod } from './kinds.ts'
import type { NewObject } from './objects.ts'
import { deployment, job, namespace, web } from './scenarios/manifests.ts'
import type { Deployment } from './workloads.ts'

/** What `life(7)` comes to, on every machine and in every version of Node. It changes with whatever changes what the cluster does: then write the new one here. */
const SEVEN = 'd205888c098b259aa20d4b903907afe207fc896124ab5c21b1cf3d36c0f7c7c3'

const USER = { user: { name: 'ann', groups: ['system:masters'] }, fieldManager: 'kubectl' }
const SHOP = { namespace: 'shop' }
const MINUTE = 60_000

/** Deployments, rollouts, deleted pods, jobs, a bad image, a crash and a lost node, each settled before the next; names what the cluster is at the end. */
function life(seed: number): string {
  const { api, store, clock, faults, stateHash } = createCluster({ seed, clock: 'manual', nodes: 2 })
  const settled = (result: { readonly ok: boolean }) => {
    expect(result).toMatchObject({ ok: true })
    clock.advance(MINUTE)
  }
  const create = (resource: string, object: NewObject) => settled(api.create(resource, object, USER))
  const run = (name: string, image: string) => {
    const { spec, ...rest } = store.get('deployments.apps', 'shop', name) as Deployment
    const template = { ...spec.template, spec: { ...spec.template.spec, containers: [{ ...web(name, image), image }] } }
    settled(api.update({ resource: 'deployments.apps', ...SHOP, name }, { ...rest, spec: { ...spec, template } }, USER))
  }
  const pods = (app: string) => (store.list('pods', 'shop') as readonly Pod[]).filter(({ metadata }) => metadata.labels?.['app'] === app)

  clock.advance(MINUTE)
  create('namespaces', namespace('shop'))
  create('deployments.apps', deployment({ ...SHOP, name: 'web', replicas: 3, containers: [web('web', 'v1')] }))
  create('deployments.apps', deployment({ ...SHOP, name: 'api', replicas: 2, containers: [{ name: 'api', image: 'nginx:1.27' }] }))
  run('api', 'nginx:1.28')
  for (const { metadata } of pods('web').slice(0, 2)) settled(api.delete({ resource: 'pods', ...SHOP, name: metadata.name }, {}, USER))
  create('jobs.batch', job({ ...SHOP, name: 'import' }, 'echo done', { completions: 3, parallelism: 2 }))
  create('jobs.batch', job({ ...SHOP, name: 'fails' }, 'sleep 2; exit 3', { backoffLimit: 2 }))
  create(
    'deployments.apps',
    deployment({ ...SHOP, name: 'crashes', replicas: 1, containers: [{ name: 'main', image: 'busybox', command: ['sh', '-c', 'exit 1'] }] }),
  )
  run('api', 'nginx:9-nope')
  faults.nodeDown('minikube-m02', true)
  clock.advance(10 * MINUTE)
  faults.nodeDown('minikube-m02', false)
  clock.advance(5 * MINUTE)
  return stateHash()
}

test('the same seed and the same requests give the same cluster, wherever it runs', () => {
  const seven = life(7)
  expect(life(7)).toBe(seven)
  expect(seven).toBe(SEVEN)
}, 30_000)

test('another seed gives another cluster', () => {
  const born = (seed: number) => createCluster({ seed, clock: 'manual' }).stateHash()
  expect(born(7)).toBe(born(7))
  expect(born(8)).not.toBe(born(7))
})
