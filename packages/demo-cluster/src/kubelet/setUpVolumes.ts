import type { KubeletParts } from './KubeletParts.ts'
import { mountedFiles } from './mountedFiles.ts'
import type { PodState } from './PodState.ts'
import { volumeFiles } from './podVolumes.ts'
import type { Routine } from './Routine.ts'

const FIRST_RETRY_MS = 500
const LONGEST_RETRY_MS = 122_000

/**
 * Sets up a pod's volumes before anything of it runs. What cannot be is told as FailedMount and tried again, after half a second and then ever later, as long as the pod
 * is wanted. Gives whether all are there; `interrupted` is asked to wake it when the pod is to end.
 */
export function* setUpVolumes(kubelet: KubeletParts, state: PodState, interrupted: (wake: () => void) => () => void): Routine<boolean> {
  for (let retry = FIRST_RETRY_MS; ; retry = Math.min(retry * 2, LONGEST_RETRY_MS)) {
    if (setUp(kubelet, state)) return true
    if (state.ending) return false
    yield (go) => {
      const stopTimer = kubelet.clock.after(retry, go)
      const stopWake = interrupted(go)
      return () => {
        stopTimer()
        stopWake()
      }
    }
    if (state.ending) return false
  }
}

function setUp(kubelet: KubeletParts, state: PodState): boolean {
  let complete = true
  for (const volume of state.pod.spec.volumes ?? []) {
    if (state.volumes.has(volume.name)) continue
    const set = volumeFiles(kubelet, state, volume)
    if (set.ok) state.volumes.set(volume.name, mountedFiles(kubelet, state, { volume, own: set.files }))
    else {
      complete = false
      const message = `MountVolume.SetUp failed for volume "${volume.name}" : ${set.message}`
      state.record(null, { type: 'Warning', reason: 'FailedMount', message })
    }
  }
  return complete
}
