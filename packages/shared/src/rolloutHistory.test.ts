import { expect, test } from 'vitest'
import { historyText } from './historyText.ts'
import { rolloutHistory } from './rolloutHistory.ts'
import type { ReplicaSetRow } from './workloadRows.ts'

const web = { uid: 'web-uid', revision: 3 }
const replicaSet = (name: string, revision: number | null, change: Partial<ReplicaSetRow> = {}): ReplicaSetRow => ({
  uid: `${name}-uid`,
  namespace: 'shop',
  name,
  created: 1,
  desired: 0,
  replicas: 0,
  ready: 0,
  available: 0,
  terminating: null,
  controller: { kind: 'Deployment', name: 'web', uid: web.uid },
  revision,
  revisionHistory: [],
  cause: null,
  hash: name,
  failure: null,
  images: [],
  selector: '',
  deletedAt: null,
  ...change,
})

test('revisions come by number, the current one is the one that the Deployment names', () => {
  const rows = [replicaSet('c', 3, { desired: 2, cause: 'third' }), replicaSet('a', 12), replicaSet('b', 2)]
  expect(rolloutHistory(rows, web).map(({ revision, current }) => [revision, current])).toEqual([
    [2, false],
    [3, true],
    [12, false],
  ])
  expect(rolloutHistory(rows, { ...web, revision: null }).some(({ current }) => current)).toBe(false)
})

test('ReplicaSets of another Deployment, even of the same name, and those of nobody are not its history', () => {
  const other = { kind: 'Deployment', name: 'web', uid: 'the web before' }
  expect(rolloutHistory([replicaSet('a', 1, { controller: other }), replicaSet('b', 2, { controller: null })], web)).toEqual([])
})

test('as kubectl: no number counts as 0, an unreadable one not at all, and of equal ones the youngest stays, or the one in use', () => {
  const rows = [
    replicaSet('z', 4),
    replicaSet('none', 0),
    replicaSet('odd', null),
    replicaSet('y', 4, { created: 2 }),
    replicaSet('x', 4),
    replicaSet('neg', -1),
  ]
  expect(rolloutHistory(rows, web).map(({ revision, name }) => [revision, name])).toEqual([
    [-1, 'neg'],
    [0, 'none'],
    [4, 'y'],
  ])
  expect(rolloutHistory([...rows, replicaSet('a', 4, { desired: 1 })], web).at(-1)?.name).toBe('a')
})

test('the text is what kubectl prints, whatever stands in a change cause', () => {
  const causes = (texts: readonly (string | null)[]) =>
    historyText(
      'web',
      rolloutHistory(
        texts.map((cause, n) => replicaSet(`rs-${String(n).padStart(3, '0')}`, n + 1, { cause })),
        web,
      ),
    )
  expect(causes([])).toBe('deployment.apps/web \nNo rollout history found.\n')
  expect(causes([null, 'two'])).toBe('deployment.apps/web \nREVISION  CHANGE-CAUSE\n1         <none>\n2         two\n\n')
})
