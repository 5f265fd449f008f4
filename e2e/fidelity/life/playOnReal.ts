import { setTimeout as sleep } from 'node:timers/promises'
import type { ApiProxy } from '../../golden/ApiProxy.ts'
import { watchObjects } from '../../golden/rollouts/watchObjects.ts'
import type { Json } from '../../golden/statuses.ts'
import { Target } from '../fuzz/Target.ts'
import { Diary, type Told, type Watched } from './Diary.ts'
import type { Cast } from './manifests.ts'
import { tellLife } from './tellLife.ts'

/** Plays the story in a namespace of a real cluster, which is removed afterwards. Gives the diary's lines. */
export async function playOnReal(proxy: ApiProxy, cast: Cast): Promise<readonly string[]> {
  const namespace = `life-${cast.name}`
  const diary = new Diary(namespace)
  const end = new AbortController()
  const follow = (api: string, resource: Watched): Promise<void> =>
    watchObjects<Json & Told>(`${proxy.url}/${api}/namespaces/${namespace}/${resource}`, end.signal, ({ type, object }) => diary.hear(resource, type, object))
  await proxy.post('/api/v1/namespaces', { metadata: { name: namespace } })
  try {
    await Promise.all([follow('api/v1', 'pods'), follow('apis/batch/v1', 'jobs'), follow('api/v1', 'events')])
    await tellLife({ api: new Target(proxy.url, namespace), diary, elapse: (ms) => sleep(ms) }, cast)
    return diary.lines
  } finally {
    end.abort()
    await proxy.delete(`/api/v1/namespaces/${namespace}`)
  }
}
