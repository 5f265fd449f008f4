import { condition, type Json } from '../statuses.ts'
import type { RolloutSample } from './RolloutSample.ts'

const UID = '00000000-0000-4000-8000-000000000001'
const MOMENT = Date.UTC(2026, 0, 1)
const LABELS = { app: 'web' }
const template = { metadata: { labels: LABELS }, spec: { containers: [{ name: 'web', image: 'registry.example/app:1' }] } }

/** What no controller writes but anybody can: every mix of counts, and annotations by hand. */
export function madeRollouts(): RolloutSample[] {
  return [...statuses(), ...revisionNumbers(), ...causes(), ...owners()]
}

function statuses(): RolloutSample[] {
  const few = [0, 1, 3]
  const mixes = few.flatMap((wanted) => few.flatMap((replicas) => few.flatMap((updated) => few.map((available) => ({ wanted, replicas, updated, available })))))
  const rollingOut = condition('Progressing', 'True', { reason: 'ReplicaSetUpdated' })
  const exceeded = condition('Progressing', 'False', { reason: 'ProgressDeadlineExceeded' })
  const told: readonly Json[][] = [
    [exceeded],
    [condition('Available', 'False', { reason: 'ProgressDeadlineExceeded' }), rollingOut],
    [rollingOut, exceeded],
    [condition('Progressing', 'Unknown', { reason: 'DeploymentPaused' })],
  ]
  return [
    ...mixes.map(({ wanted, replicas, updated, available }) =>
      sample(`${wanted} wanted, ${replicas} there, ${updated} updated, ${available} available`, {
        deployment: deployment({
          spec: { replicas: wanted },
          status: { observedGeneration: 1, replicas, updatedReplicas: updated, availableReplicas: available },
        }),
      }),
    ),
    ...told.map((conditions, n) => sample(`conditions ${n}`, { deployment: deployment({ status: { observedGeneration: 1, conditions } }) })),
    ...told.map((conditions, n) => sample(`conditions ${n} of the spec before`, { deployment: deployment({ status: { observedGeneration: 0, conditions } }) })),
    sample('a name with dots', { deployment: deployment({ name: 'web.v1.example' }) }),
    sample('no status yet', { deployment: deployment({}) }),
  ]
}

function revisionNumbers(): RolloutSample[] {
  const odd = ['0', '00', '007', '-1', '+5', '', ' 3', '3 ', '1_000', '1e3', '0x10', 'three', '1.0', '99999999999999999999', '123456789012']
  return [
    sample('no ReplicaSets', {}),
    sample('only an unreadable revision', { replicaSets: [replicaSet('a', { revision: 'x' })] }),
    ...odd.map((revision) =>
      sample(`revision ${JSON.stringify(revision)}`, { replicaSets: [replicaSet('a', { revision }), replicaSet('b', { revision: '2', cause: 'two' })] }),
    ),
    sample('no annotation at all', { replicaSets: [replicaSet('a', {}), replicaSet('b', {}), replicaSet('c', { revision: '1' })] }),
    sample('equal revisions, the youngest stays', {
      replicaSets: [4, 9, 2].map((age, n) => replicaSet(`rs${n}`, { revision: '4', cause: `${age} s old`, age })),
    }),
    sample('equal revisions, made in one second', { replicaSets: ['b', 'c', 'a'].map((name) => replicaSet(name, { revision: '4', cause: name })) }),
    sample('equal revisions, the youngest without a cause', {
      replicaSets: [replicaSet('a', { revision: '4', cause: 'a', age: 9 }), replicaSet('b', { revision: '4' })],
    }),
    sample('equal revisions, the one in use stays', {
      replicaSets: [replicaSet('a', { revision: '4', cause: 'in use', age: 9, inUse: true }), replicaSet('b', { revision: '4', cause: 'younger' })],
    }),
    sample('fifty revisions', {
      replicaSets: Array.from({ length: 50 }, (_, n) => replicaSet(`rs${(n * 37) % 50}`, { revision: String(n + 1), ...(n % 2 && { cause: `change ${n}` }) })),
    }),
  ]
}

function causes(): RolloutSample[] {
  const odd = [
    '',
    ' ',
    '<none>',
    'a\tb',
    'longer than b\tb\tc',
    'two\nlines',
    'two\nlines\tand\ttabs',
    '\t',
    '\n',
    'a\vb',
    'a\fb\tc',
    'ends with\t',
    'wide 船 🚢\tafter',
    '\u001b[31mred',
    'é',
    'x'.repeat(1024),
  ]
  return [
    ...odd.map((cause) =>
      sample(`cause ${JSON.stringify(cause.slice(0, 20))}`, {
        replicaSets: [
          replicaSet('a', { revision: '1', cause: 'first\tof' }),
          replicaSet('b', { revision: '2', cause }),
          replicaSet('c', { revision: '10', cause: 'last\tone' }),
        ],
      }),
    ),
    sample('all causes at once', { replicaSets: odd.map((cause, n) => replicaSet(`rs${n}`, { revision: String(n + 95), cause })) }),
    sample('a cause of the template', {
      replicaSets: [
        replicaSet('a', { revision: '1', templateCause: 'of the template' }),
        replicaSet('b', { revision: '2', cause: '', templateCause: 'too' }),
        replicaSet('c', { revision: '3', cause: 'own', templateCause: 'no' }),
      ],
    }),
  ]
}

function owners(): RolloutSample[] {
  const owned = (name: string, ownerReferences: readonly Json[]): Json => replicaSet(name, { revision: '1', cause: name, ownerReferences })
  return [
    sample('owners', {
      replicaSets: [
        owned('a', [{ ...OWNER, uid: 'the web before' }]),
        owned('b', [{ ...OWNER, controller: false }]),
        owned('c', []),
        owned('d', [{ ...OWNER, uid: 'another', controller: false }, OWNER]),
        owned('e', [{ ...OWNER, uid: 'another' }]),
      ],
    }),
  ]
}

function sample(title: string, { deployment: one = deployment({}), replicaSets = [] }: { deployment?: Json; replicaSets?: readonly Json[] }): RolloutSample {
  return { title, deployment: one, replicaSets: [...replicaSets].sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1)) }
}

function nameOf(object: Json): string {
  return (object['metadata'] as { name: string }).name // made below
}

function deployment({ name = 'web', spec = {}, status = {} }: { name?: string; spec?: Json; status?: Json }): Json {
  return { metadata: { name, uid: UID, generation: 1 }, spec: { replicas: 1, selector: { matchLabels: LABELS }, template, ...spec }, status }
}

/** `age` in seconds. `inUse`: it has the template of the Deployment, and pods. */
type Made = {
  readonly revision?: string
  readonly cause?: string
  readonly templateCause?: string
  readonly ownerReferences?: readonly Json[]
  readonly age?: number
  readonly inUse?: boolean
}

const CAUSE = 'kubernetes.io/change-cause'
const OWNER = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web', uid: UID, controller: true }

function replicaSet(name: string, { revision, cause, templateCause, ownerReferences = [OWNER], age = 0, inUse = false }: Made): Json {
  const annotations = { ...(revision !== undefined && { 'deployment.kubernetes.io/revision': revision }), ...(cause !== undefined && { [CAUSE]: cause }) }
  const metadata = { labels: LABELS, annotations: { ...(templateCause !== undefined && { [CAUSE]: templateCause }) } }
  const creationTimestamp = new Date(MOMENT - age * 1000).toISOString().replace('.000Z', 'Z')
  return {
    metadata: { name, uid: `uid of ${name}`, labels: LABELS, annotations, ownerReferences, creationTimestamp },
    spec: { replicas: inUse ? 1 : 0, selector: { matchLabels: LABELS }, template: inUse ? template : templateOf(name, metadata) },
  }
}

/** Like no other. */
function templateOf(name: string, metadata: Json): Json {
  return { metadata, spec: { containers: [{ name: 'web', image: `registry.example/app:${name}` }] } }
}
