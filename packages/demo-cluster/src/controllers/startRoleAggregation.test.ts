import { expect, test } from 'vitest'
import { testParts } from '../testing/testParts.ts'
import { startRoleAggregation } from './startRoleAggregation.ts'

const options = { user: { name: 'me', groups: ['system:masters'] }, fieldManager: 'test' }
const RESOURCE = 'clusterroles.rbac.authorization.k8s.io'

test('A role that gathers has the rules of every role with its label, and loses them with it', () => {
  const parts = testParts()
  const { api, clock, store } = parts
  startRoleAggregation(parts)
  const role = (name: string, more: object, labels = {}) =>
    api.create(RESOURCE, { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name, labels }, ...more }, options)
  const rules = () => store.get(RESOURCE, undefined, 'all')?.['rules']
  const rule = { verbs: ['get'], apiGroups: [''], resources: ['pods'] }
  role('all', { aggregationRule: { clusterRoleSelectors: [{ matchLabels: { part: 'yes' } }] }, rules: [] })
  role('some', { rules: [rule] }, { part: 'yes' })
  role('other', { rules: [{ ...rule, verbs: ['list'] }] })
  clock.advance(1)
  expect(rules()).toEqual([rule])
  api.delete({ resource: RESOURCE, name: 'some' }, {}, options)
  clock.advance(1)
  expect(rules()).toEqual([])
})
