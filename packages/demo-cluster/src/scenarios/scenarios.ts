import { busy } from './busy.ts'
import type { Scenario, ScenarioName } from './Stage.ts'

/** By name. `empty` has a minute of past: what a cluster is that has just been set up. */
export const scenarios: { readonly [Name in ScenarioName]: Scenario } = {
  busy,
  empty: { past: 60_000, play: ({ pass }) => pass(50_000) },
}
