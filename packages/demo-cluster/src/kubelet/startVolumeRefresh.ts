import type { Running } from '../ClusterParts.ts'
import type { Volume } from '../kinds.ts'
import type { KubeletParts } from './KubeletParts.ts'
import type { PodState } from './PodState.ts'
import { volumeFiles } from './podVolumes.ts'

/** As long as a kubelet may look at what it knew: a change is seen by containers after this. */
const REFRESH_MS = 60_000

/** Brings changes of configMaps and secrets into the volumes of running pods, a minute later. What containers wrote there is gone then; values in environments stay. */
export function startVolumeRefresh(kubelet: KubeletParts, pods: () => Iterable<PodState>): Running {
  const timers = new Set<() => void>()
  const unsubscribe = kubelet.store.subscribe(({ type, resource, object, before }) => {
    if (type !== 'MODIFIED' || (resource !== 'configmaps' && resource !== 'secrets') || sameData(object, before)) return
    const { namespace, name } = object.metadata
    const cancel = kubelet.clock.after(REFRESH_MS, () => {
      timers.delete(cancel)
      for (const state of pods()) if (state.pod.metadata.namespace === namespace) refresh(kubelet, state, name)
    })
    timers.add(cancel)
  })
  return {
    stop() {
      unsubscribe()
      for (const cancel of timers) cancel()
    },
  }
}

function refresh(kubelet: KubeletParts, state: PodState, name: string): void {
  for (const volume of state.pod.spec.volumes ?? []) {
    const files = state.volumes.get(volume.name)
    if (!files || !refersTo(volume, name)) continue
    const set = volumeFiles(kubelet, state, volume)
    if (!set.ok) continue
    files.clear()
    for (const [path, text] of set.files) files.set(path, text)
  }
}

/** Whether the name stands anywhere in the volume: looking once too often does no harm. */
function refersTo(volume: Volume, name: string): boolean {
  const { secret, configMap, projected } = volume
  return (secret ?? configMap ?? projected) !== undefined && JSON.stringify(volume).includes(`"${name}"`)
}

function sameData(a: object, b: object | null): boolean {
  const data = (of: object | null) => JSON.stringify(of && ['data', 'binaryData'].map((field) => Object.entries(of).find(([key]) => key === field)))
  return data(a) === data(b)
}
