import { expect, test } from 'vitest'
import { timestamp } from '../objects.ts'
import { testParts } from '../testing/testParts.ts'
import { startGarbageCollector } from './startGarbageCollector.ts'
import { startTtlAfterFinished } from './startTtlAfterFinished.ts'

const options = { user: { name: 'me', groups: [] }, fieldManager: 'test' }

test('A finished Job goes when its time is over, one that runs stays', () => {
  const parts = testParts()
  const { api, clock, store } = parts
  startTtlAfterFinished(parts)
  startGarbageCollector(parts)
  for (const name of ['over', 'running']) {
    const made = api.create(
      'jobs.batch',
      { apiVersion: 'batch/v1', kind: 'Job', metadata: { name, namespace: 'default' }, spec: { ttlSecondsAfterFinished: 5 } },
      options,
    )
    const status = { conditions: [{ type: 'Complete', status: 'True', lastTransitionTime: timestamp(clock.now()) }] }
    if (made.ok && name === 'over')
      api.update({ resource: 'jobs.batch', namespace: 'default', name, subresource: 'status' }, { ...made.value, status }, options)
  }
  const names = () => store.list('jobs.batch').map(({ metadata }) => metadata.name)
  clock.advance(4_900)
  expect(names()).toEqual(['over', 'running'])
  clock.advance(200)
  expect(names()).toEqual(['running'])
})
