import { expect, it } from 'vitest'
import { loadResources } from './resourceTable.ts'

const table = loadResources()

it('finds resources by name, path and kind', () => {
  expect(table.byName('pods')).toMatchObject({ kind: 'Pod', shortNames: ['po'], categories: ['all'], namespaced: true })
  expect(table.byName('deployments.apps')?.subresources).toEqual(['scale', 'status'])
  expect(table.byName('horizontalpodautoscalers.autoscaling')?.version).toBe('v2')
  expect(table.byPath({ group: 'autoscaling', version: 'v1', resource: 'horizontalpodautoscalers' })?.version).toBe('v1')
  expect(table.byKind('batch/v1', 'CronJob')?.resource).toBe('cronjobs')
  expect(table.byKind('v1', 'Deployment')).toBeUndefined()
})

it('leaves out what the cluster refuses', () => {
  expect(table.byName('componentstatuses')).toBeUndefined()
  expect(table.byName('pods')?.subresources).not.toContain('ephemeralcontainers')
})
