import { setImmediate as nextTurn } from 'node:timers/promises'
import { createCluster } from '@binnacle/demo-cluster'
import { Target } from '../fuzz/Target.ts'
import { Diary, type Watched } from './Diary.ts'
import type { Cast } from './manifests.ts'
import { tellLife } from './tellLife.ts'

const RESOURCES: { readonly [resource: string]: Watched } = { pods: 'pods', events: 'events', 'jobs.batch': 'jobs' }

/** Long enough for an image to be pulled. */
const PULL_MS = 10_000

/** A pod by whose end its image is on the node, as the images of the real cluster are from the start. */
function presence(image: string): string {
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'presence', namespace: 'kube-system' },
    spec: { restartPolicy: 'Never', containers: [{ name: 'presence', image, command: ['true'] }] },
  })
}

/** Plays the story on a demo cluster of its own whose clock is moved by hand; a seed always tells the same. Gives the diary's lines. */
export async function playOnDemo(cast: Cast, seed: number): Promise<readonly string[]> {
  const cluster = createCluster({ clock: 'manual', seed, scenario: 'empty', pace: 'recorded' })
  const diary = new Diary('default')
  cluster.store.subscribe(({ type, resource, object }) => {
    const watched = RESOURCES[resource]
    if (watched && object.metadata.namespace === 'default') diary.hear(watched, type, object)
  })
  try {
    const { url } = await cluster.listen(0)
    const elapse = async (ms: number): Promise<void> => {
      cluster.clock.advance(ms)
      await nextTurn()
    }
    cluster.apply(presence(cast.image))
    await elapse(PULL_MS)
    await tellLife({ api: new Target(url, 'default'), diary, elapse }, cast)
    return diary.lines
  } finally {
    await cluster.close()
  }
}
