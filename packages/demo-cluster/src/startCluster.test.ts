import { expect, test } from 'vitest'
import { createCluster, startCluster } from './createCluster.ts'
import { deployment, web } from './scenarios/manifests.ts'
import type { Scenario } from './scenarios/Stage.ts'

const MINUTE = 60_000

const story: Scenario = {
  past: 3 * MINUTE,
  *play({ create, pass, leap }) {
    create('deployments.apps', deployment({ namespace: 'default', name: 'web', replicas: 2, containers: [web('web', '1')] }))
    yield* pass(MINUTE / 2)
    leap(MINUTE)
  },
}
const options = { seed: 7, clock: 'manual', scenario: story } as const

test('a past that leaves the process its turns is the same past', async () => {
  const cluster = await startCluster(options)
  expect(cluster.stateHash()).toBe(createCluster(options).stateHash())
}, 30_000)

test('the process goes on while a past is told', async () => {
  let told = false
  const started = startCluster(options).then(() => {
    told = true
  })
  let turns = 0
  while (!told) {
    turns++
    await new Promise((done) => setImmediate(done))
  }
  await started
  expect(turns).toBeGreaterThan(30)
}, 30_000)
