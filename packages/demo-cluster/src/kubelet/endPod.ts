import type { Container } from '../kinds.ts'
import type { KubeletParts } from './KubeletParts.ts'
import { killContainer } from './killContainer.ts'
import type { PodState } from './PodState.ts'
import { isSidecar } from './podContainers.ts'
import { type Routine, together } from './Routine.ts'

/** Ends all of a pod's containers together, sidecars after the others and in the order opposite to their start, and then its sandbox. */
export function* endPod(kubelet: KubeletParts, state: PodState): Routine {
  const { pod } = state
  const sidecars = (pod.spec.initContainers ?? []).filter(isSidecar)
  const names = [...(pod.spec.initContainers ?? []), ...pod.spec.containers].map(({ name }) => name)
  const turn = sidecars.length === 0 ? undefined : (name: string) => waitForTurn(state, { name, sidecars })
  yield together(
    kubelet.clock,
    names.map((name) => killContainer(kubelet, state, { name, message: `Stopping container ${name}`, turn })),
  )
  yield kubelet.pace.start
  state.stopSandbox()
}

function* waitForTurn(state: PodState, { name, sidecars }: { readonly name: string; readonly sidecars: readonly Container[] }): Routine {
  const index = sidecars.findIndex((container) => container.name === name)
  if (index < 0) return
  for (const container of [...state.pod.spec.containers, ...sidecars.slice(index + 1)]) {
    const id = state.records.get(container.name)?.latest.id
    if (id !== undefined) yield state.exitOf(id)
  }
}
