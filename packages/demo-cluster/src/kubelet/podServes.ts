import type { Serve } from '../containers/Container.ts'
import type { PodState } from './PodState.ts'

/** What any of a pod's running containers serves on a port: they share one network. */
export function podServes(state: PodState, port: number): Serve | undefined {
  for (const { latest } of state.records.values()) {
    const serve = latest.running?.serves(port)
    if (serve) return serve
  }
  return undefined
}
