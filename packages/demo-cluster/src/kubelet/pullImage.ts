import type { Image } from '../containers/Container.ts'
import type { Container } from '../kinds.ts'
import { goDuration } from './goDuration.ts'
import { imageName } from './imageName.ts'
import type { KubeletParts } from './KubeletParts.ts'
import type { PodState } from './PodState.ts'
import type { StartFailure } from './podStatus.ts'
import type { Routine } from './Routine.ts'

export type ImageFound = { readonly ok: true; readonly image: Image } | { readonly ok: false; readonly failure: StartFailure }

/**
 * Sees to it that a container's image is on the node, by its pull policy, with the events and failures of the kubelet's image manager: a pull that failed is tried again
 * by a later sync, once its back-off is over. Registries never ask for credentials.
 */
export function* pullImage(kubelet: KubeletParts, state: PodState, container: Container): Routine<ImageFound> {
  const { image: name } = container
  const policy = container.imagePullPolicy ?? (/:(?!latest$)[^/]+$/.test(name) ? 'IfNotPresent' : 'Always')
  const note = (type: 'Normal' | 'Warning', reason: string, message: string) => state.record(container.name, { type, reason, message })
  const parsed = imageName(name)
  if (!parsed.ok) {
    const message = `Failed to apply default image tag "${name}": ${parsed.message}`
    note('Warning', 'InspectFailed', message)
    return failed('InvalidImageName', message)
  }
  const present = policy === 'Always' ? null : kubelet.images.find(name, policy === 'Never')
  if (present) {
    note('Normal', 'Pulled', `Container image "${name}" already present on machine and can be accessed by the pod`)
    return { ok: true, image: present }
  }
  if (policy === 'Never') {
    const message = `Container image "${name}" is not present with pull policy of Never`
    note('Warning', 'ErrImageNeverPull', message)
    return failed('ErrImageNeverPull', message)
  }
  return yield* pull(kubelet, state, container)
}

function* pull(kubelet: KubeletParts, state: PodState, { name: containerName, image: name }: Container): Routine<ImageFound> {
  const { clock, images } = kubelet
  const note = (type: 'Normal' | 'Warning', reason: string, message: string) => state.record(containerName, { type, reason, message })
  if (state.pulls.holdsSinceUpdate(name, clock.now())) {
    const message = `Back-off pulling image "${name}"`
    note('Normal', 'BackOff', message)
    const last = state.pullErrors.get(name)
    return failed('ImagePullBackOff', last === undefined ? message : `${message}: ErrImagePull: ${last}`)
  }
  note('Normal', 'Pulling', `Pulling image "${name}"`)
  const pulled = yield* images.pull(name)
  if (!pulled.ok) {
    note('Warning', 'Failed', `Failed to pull image "${name}": ${pulled.message}`)
    state.pulls.next(name, { since: clock.now(), now: clock.now() })
    state.pullErrors.set(name, pulled.message)
    return failed('ErrImagePull', pulled.message)
  }
  const { image, took, withWaiting } = pulled
  const times = `${goDuration(took)} (${goDuration(withWaiting)} including waiting)`
  note('Normal', 'Pulled', `Successfully pulled image "${name}" in ${times}. Image size: ${image.sizeBytes} bytes.`)
  return { ok: true, image }
}

function failed(reason: string, message: string): ImageFound {
  return { ok: false, failure: { reason, message } }
}
