import { createApi } from '../apiserver/createApi.ts'
import type { ClusterParts } from '../ClusterParts.ts'
import { ManualClock } from '../clock.ts'
import { createRecorders } from '../events/createRecorders.ts'
import { paces } from '../Pace.ts'
import { Random } from '../Random.ts'
import { done } from '../Status.ts'
import { Store } from '../storage/Store.ts'

/** A cluster's parts without any of its controllers, on a clock that is moved by hand, for tests of one part. Whatever is created is taken as it is. */
export function testParts(): ClusterParts & { readonly clock: ManualClock } {
  const clock = new ManualClock(Date.UTC(2026, 0, 1))
  const random = new Random(1)
  const store = new Store(clock)
  const api = createApi({ clock, random, store, admission: { admit: ({ object }) => done(object) }, resource: () => undefined })
  return { clock, random, store, api, pace: paces.instant, recorder: createRecorders({ api, clock }) }
}
