import { readFileSync } from 'node:fs'
import {
  age,
  DeploymentRow,
  deploymentFamily,
  EventRow,
  historyText,
  JobRow,
  NamespaceRow,
  NodeRow,
  PodDetail,
  PodRow,
  podFamily,
  ReplicaSetRow,
  ReplicationControllerRow,
  replicaSetFamily,
  rolloutHistory,
  rolloutStatus,
} from '@binnacle/shared'
import { describe, expect, it } from 'vitest'
import { deploymentRow } from './deploymentRow.ts'
import { eventRow } from './eventRow.ts'
import { jobRow } from './jobRow.ts'
import { namespaceRow } from './namespaceRow.ts'
import { nodeRow } from './nodeRow.ts'
import { podDetail } from './podDetail.ts'
import { podRow } from './podRow.ts'
import { replicaSetRow } from './replicaSetRow.ts'
import { replicationControllerRow } from './replicationControllerRow.ts'
import type { Recording } from './testing/compareRecording.ts'

const recording = JSON.parse(readFileSync(new URL('../../../../e2e/golden/recordings/kubectl-1.36.json', import.meta.url), 'utf8')) as Recording

const projections = [
  { name: 'podRow', kind: 'pods', project: podRow, row: PodRow },
  { name: 'podDetail', kind: 'pods', project: podDetail, row: PodDetail },
  { name: 'eventRow', kind: 'events', project: eventRow, row: EventRow },
  { name: 'nodeRow', kind: 'nodes', project: nodeRow, row: NodeRow },
  { name: 'namespaceRow', kind: 'namespaces', project: namespaceRow, row: NamespaceRow },
  { name: 'deploymentRow', kind: 'deployments', project: deploymentRow, row: DeploymentRow },
  { name: 'replicaSetRow', kind: 'replicasets', project: replicaSetRow, row: ReplicaSetRow },
  { name: 'replicationControllerRow', kind: 'replicationcontrollers', project: replicationControllerRow, row: ReplicationControllerRow },
  { name: 'jobRow', kind: 'jobs', project: jobRow, row: JobRow },
] as const

/** Of kinds that no table was recorded of. */
const made: Readonly<Record<string, readonly unknown[]>> = {
  jobs: [
    {
      metadata: { uid: 'u', name: 'greet', namespace: 'shop', labels: { app: 'greet' }, annotations: { 'binnacle.dev/outcome': '{}' } },
      spec: { completions: 1, selector: { matchLabels: { app: 'greet' } }, template: { spec: { containers: [{ name: 'main', image: 'app:1' }] } } },
      status: { active: 1, startTime: '2026-01-01T00:00:00Z', conditions: [{ type: 'Failed', status: 'True', reason: 'DeadlineExceeded' }] },
    },
  ],
}

/** What may stand where something else belongs. */
const wrong: readonly unknown[] = [
  null,
  undefined,
  0,
  -1,
  1.5,
  1e300,
  '',
  'x',
  true,
  [],
  {},
  [null],
  [7, 'x'],
  { waiting: 3 },
  '2026-13-45T99:99:99Z',
  { constructor: 1 },
  '\ud83d',
]

describe('an object that is not as it should be still becomes a row', () => {
  it.each(projections)('$name of nothing but a uid', ({ project, row }) => {
    expect(row.safeParse(project({ metadata: { uid: 'u' } })).error).toBeUndefined()
    expect(project({ metadata: { uid: 'u' } }).uid).toBe('u')
  })

  it.each(projections)('$name without metadata, and of what is no object', ({ project, row }) => {
    for (const object of [{}, { metadata: null }, { metadata: 'x', spec: 3, status: [] }, null, undefined, 'x', 7, []]) {
      expect(row.safeParse(project(object)).error).toBeUndefined()
    }
  })

  it.each(projections)('$name with any part replaced by something else (seeded)', ({ project, row, kind }) => {
    const objects = recording.tables.find((table) => table.kind === kind)?.objects ?? made[kind] ?? []
    const random = seeded(15)
    expect(objects.length).toBeGreaterThan(0)
    for (let round = 0; round < 4000; round++) {
      const object = spoilt(objects[Math.floor(random() * objects.length)], random)
      const parsed = row.safeParse(project(object))
      if (!parsed.success) expect.fail(`round ${round}: ${parsed.error.message}\n${JSON.stringify(object)}`)
    }
  })

  it('says so in words that a reader knows', () => {
    const row = podRow({ metadata: { uid: 'u', name: null, namespace: 7, creationTimestamp: 'yesterday' }, status: { phase: 5 } })
    expect([row.name, row.status, age(row.created, 1e9), podFamily(row, 1e9)]).toEqual(['?', '<unknown>', '<unknown>', 'unknown'])
    expect(nodeRow({ metadata: { uid: 'u' } })).toMatchObject({ name: '?', status: 'Unknown', roles: '<none>', version: '<unknown>' })
    expect(namespaceRow({ metadata: { uid: 'u', name: 'x' }, status: {} }).status).toBe('<unknown>')
    expect(eventRow({ metadata: { uid: 'u' } })).toMatchObject({ type: '<unknown>', reason: '<unknown>', lastSeen: null, count: 1 })
  })

  it('says of a Deployment of nothing what kubectl would', () => {
    const row = deploymentRow({ metadata: { uid: 'u', name: 'web' } })
    expect(row).toMatchObject({ desired: 1, updated: 0, revision: null, cause: null, strategy: '<unknown>', selector: '', images: [] })
    expect(rolloutStatus(row).text).toBe('Waiting for deployment "web" rollout to finish: 0 out of 1 new replicas have been updated...')
    expect([deploymentFamily(row, 0), replicaSetFamily(replicaSetRow({}), 0)]).toEqual(['progress', 'progress'])
    const owned = { metadata: { uid: 'r', ownerReferences: [{ controller: true, uid: 'u' }] } }
    expect(historyText('web', rolloutHistory([replicaSetRow(owned)], row))).toBe('deployment.apps/web \nREVISION  CHANGE-CAUSE\n0         <none>\n\n')
  })

  it('keeps a phase that nobody knows, as kubectl does', () => {
    const row = podRow({ metadata: { uid: 'u', name: 'x' }, status: { phase: 'Hibernating' } })
    expect([row.status, podFamily(row, 0)]).toEqual(['Hibernating', 'unknown'])
  })
})

/** A copy in which one to three parts, anywhere, are something else. */
function spoilt(object: unknown, random: () => number): unknown {
  const copy: unknown = structuredClone(object)
  for (let times = 1 + Math.floor(random() * 3); times > 0; times--) spoil(copy, random)
  return copy
}

function spoil(value: unknown, random: () => number): void {
  if (typeof value !== 'object' || value === null) return
  const keys = Object.keys(value)
  const key = keys[Math.floor(random() * keys.length)]
  if (key === undefined) return
  const inner: unknown = Reflect.get(value, key)
  if (typeof inner === 'object' && inner !== null && random() < 0.8) spoil(inner, random)
  else Reflect.set(value, key, structuredClone(wrong[Math.floor(random() * wrong.length)]))
}

function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff
    return state / 0x80000000
  }
}
