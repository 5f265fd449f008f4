import { expect, test } from 'vitest'
import { runSeed } from './run.ts'

// Seeds that once failed stay, whatever the stories have become since.
const ONCE_FAILED = [2, 11, 604, 1172, 2203]

test('whatever happens between a cluster and the tabs, in the end every table is right, and none claims to be live before', async () => {
  for (const seed of [...Array.from({ length: 60 }, (_, n) => n + 1), ...ONCE_FAILED]) expect(await runSeed(seed), `pnpm fuzz --seed ${seed}`).toBeNull()
}, 120_000)
