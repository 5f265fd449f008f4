import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { type RecordedRollouts, rolloutDifferences } from './testing/compareRollouts.ts'

const file = new URL('../../../../e2e/golden/recordings/rollouts-1.36.json', import.meta.url)
const recording = JSON.parse(readFileSync(file, 'utf8')) as RecordedRollouts // the border: e2e/golden wrote it

test(`rows say of a rollout and of its history what kubectl ${recording.kubectl} said, byte for byte`, () => {
  expect(rolloutDifferences(recording)).toEqual([])
})

test('over every kind of sentence', () => {
  const said = recording.samples.map(({ status }) => status)
  for (const part of [
    'to be observed',
    'new replicas have been updated',
    'pending termination',
    'are available',
    'successfully rolled out',
    'exceeded its progress',
  ]) {
    expect(said.filter((status) => status.includes(part)).length, part).toBeGreaterThan(0)
  }
  expect(recording.samples.filter(({ history }) => history.split('\n').length > 50).length).toBeGreaterThan(0)
})
