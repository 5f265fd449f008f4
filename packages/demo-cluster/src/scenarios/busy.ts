import { AGNHOST, configMap, deployment, job, namespace, secret, service, web } from './manifests.ts'
import { rollOut } from './rollOut.ts'
import type { Scenario, Stage, Story } from './Stage.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND
const SHOP = 'shop'
const JOBS = 'reports'
const DEFAULT = 'default'

/** Half a minute of everything that follows a change: pods come, become ready, others go. */
const SETTLE = 30 * SECOND

/**
 * A cluster that has been at work for six hours: a shop whose releases went well, badly and back, jobs that ended and failed, a pod that crashes, one whose image does
 * not exist, one that finds no node, and the tutorials' apps.
 */
export const busy: Scenario = {
  past: 6 * 60 * MINUTE,
  *play(stage) {
    for (const name of [SHOP, JOBS]) stage.create('namespaces', namespace(name))
    yield* stage.pass(5 * SECOND)
    openShop(stage)
    tutorials(stage)
    const early = stage.create('jobs.batch', job({ namespace: JOBS, name: 'nightly-28' }, 'echo 214 orders; echo report written'))
    yield* stage.pass(SETTLE)
    stage.leap(198 * MINUTE)
    yield* releases(stage)
    yield* troubles(stage)
    stage.tell('job-controller', early, { type: 'Normal', reason: 'Completed', message: 'Job completed' })
    stage.create('jobs.batch', job({ namespace: JOBS, name: 'import-prices' }, 'echo reading prices.csv; echo "prices.csv: no such file" >&2; exit 2'))
    yield* stage.pass(SETTLE)
    for (let repeat = 0; repeat < 11; repeat++) {
      stage.leap(6 * MINUTE)
      yield* stage.pass(20 * SECOND)
    }
    yield* lastHour(stage)
  },
}

function openShop({ create }: Stage): void {
  create('configmaps', configMap({ namespace: SHOP, name: 'settings' }, { currency: 'EUR', 'feature.flags': 'wishlist=on\ngiftcards=off\n' }))
  create('secrets', secret({ namespace: SHOP, name: 'shop-db' }, { user: 'shop', password: 'correct-horse' }))
  create('deployments.apps', deployment({ namespace: SHOP, name: 'web', replicas: 4, containers: [web('web', '1')], cause: 'first release' }))
  create('services', service({ namespace: SHOP, name: 'web' }, 80, { type: 'NodePort' }))
  const env = [
    { name: 'APP_VERSION', value: '1' },
    { name: 'DB_USER', valueFrom: { secretKeyRef: { name: 'shop-db', key: 'user' } } },
    { name: 'DB_PASSWORD', valueFrom: { secretKeyRef: { name: 'shop-db', key: 'password' } } },
  ]
  create(
    'deployments.apps',
    deployment({ namespace: SHOP, name: 'cart', replicas: 3, containers: [web('cart', '1', { env })], cause: 'cart in its own service' }),
  )
  create('services', service({ namespace: SHOP, name: 'cart' }, 8080))
  create('deployments.apps', deployment({ namespace: SHOP, name: 'catalog', replicas: 3, containers: [web('catalog', '1')] }))
  create('services', service({ namespace: SHOP, name: 'catalog' }, 8080))
  create('deployments.apps', deployment({ namespace: SHOP, name: 'payments', replicas: 2, containers: [web('payments', '1')], cause: 'payments, version 1' }))
}

/** The apps that people know from the tutorials: two containers in a pod, of which the second replica finds no place, and the bootcamp's. */
function tutorials({ create }: Stage): void {
  const labels = { name: 'web' }
  create('replicationcontrollers', {
    apiVersion: 'v1',
    kind: 'ReplicationController',
    metadata: { name: 'busmeme-rc', namespace: DEFAULT },
    spec: {
      replicas: 2,
      selector: labels,
      template: {
        metadata: { labels },
        spec: {
          terminationGracePeriodSeconds: 5,
          affinity: {
            podAntiAffinity: {
              requiredDuringSchedulingIgnoredDuringExecution: [{ labelSelector: { matchLabels: labels }, topologyKey: 'kubernetes.io/hostname' }],
            },
          },
          containers: [
            { name: 'db', image: AGNHOST, args: ['logs-generator', '--log-lines-total=36000', '--run-duration=10h'] },
            web('web', '1', { ports: [{ containerPort: 8080 }] }),
          ],
        },
      },
    },
  })
  create('services', {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'busmeme-service', namespace: DEFAULT, labels },
    spec: { type: 'NodePort', selector: labels, ports: [{ port: 4000, targetPort: 8080, nodePort: 30061 }] },
  })
  create('deployments.apps', deployment({ namespace: DEFAULT, name: 'kubernetes-bootcamp', replicas: 1, containers: [web('kubernetes-bootcamp', '1')] }))
}

/** Five revisions of the shop's front, the last of them an older one again. */
function* releases(stage: Stage): Story {
  const at = { namespace: SHOP, name: 'web' }
  function* release(cause: string, version: string, more = {}): Story {
    rollOut(stage, at, { cause, containers: [web('web', version, more)] })
    yield* stage.pass(90 * SECOND)
    stage.leap(20 * MINUTE)
  }
  yield* release('version 2: new header', '2')
  yield* release('version 3: faster search', '3', {
    args: ['netexec', '--http-port=8080', '--udp-port=-1', '--http-override=/echo?msg=web+version+$(APP_VERSION)+faster'],
  })
  yield* release('version 4: gift cards', '4')
  yield* release('version 3 again: gift cards broke the checkout', '3')
}

/** What somebody has to look at. */
function* troubles({ create, pass }: Stage): Story {
  create(
    'deployments.apps',
    deployment({
      namespace: SHOP,
      name: 'search',
      replicas: 1,
      containers: [{ name: 'search', image: AGNHOST, command: ['sh', '-c', 'echo loading index; sleep 2; echo "index is damaged" >&2; exit 1'] }],
      cause: 'search with the new index',
    }),
  )
  create('deployments.apps', deployment({ namespace: SHOP, name: 'recommendations', replicas: 1, containers: [{ name: 'app', image: 'nodejs-app' }] }))
  create(
    'deployments.apps',
    deployment({
      namespace: SHOP,
      name: 'analytics',
      replicas: 1,
      containers: [web('analytics', '1', { resources: { requests: { cpu: '32', memory: '256Gi' } } })],
      cause: 'needs a bigger node',
    }),
  )
  yield* pass(SETTLE)
}

/** Close to now: a release that hangs while the old pods serve, jobs that run and that have just ended. */
function* lastHour(stage: Stage): Story {
  const { create, pass } = stage
  create('jobs.batch', job({ namespace: JOBS, name: 'nightly-29' }, 'echo 231 orders; echo report written'))
  create('jobs.batch', job({ namespace: JOBS, name: 'resize-images' }, 'while true; do date; sleep 10; done', { activeDeadlineSeconds: 1800 }))
  yield* pass(60 * SECOND)
  rollOut(
    stage,
    { namespace: SHOP, name: 'payments' },
    { cause: 'payments, version 2', containers: [web('payments', '2', { image: 'registry.k8s.io/e2e-test-images/agnhost:2.63.0-nope' })] },
  )
  yield* pass(3 * MINUTE)
}
