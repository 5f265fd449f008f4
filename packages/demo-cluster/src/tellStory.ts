import type { ClusterOptions } from './ClusterOptions.ts'
import type { ClusterParts } from './ClusterParts.ts'
import type { StoryClock } from './StoryClock.ts'
import { createStage } from './scenarios/createStage.ts'
import { kubeSystem } from './scenarios/kubeSystem.ts'
import type { Scenario, Story } from './scenarios/Stage.ts'
import { scenarios } from './scenarios/scenarios.ts'

/** The story that the options ask for; null where there is none to tell. */
export function storyOf({ scenario }: ClusterOptions): Scenario | null {
  if (scenario === undefined || typeof scenario === 'function') return null
  return typeof scenario === 'string' ? scenarios[scenario] : scenario
}

/** Lives a scenario's past, from what stands in kube-system on. The clock is at the story's beginning before, and at its end after. */
export function* tellStory(
  parts: Pick<ClusterParts, 'api' | 'recorder'>,
  clock: Pick<StoryClock, 'advance' | 'leap' | 'now'>,
  { scenario, node }: { readonly scenario: Scenario; readonly node: string },
): Story {
  const end = clock.now() + scenario.past
  const stage = createStage(parts, clock)
  yield* stage.pass(2_000)
  kubeSystem(stage, node)
  yield* scenario.play(stage)
  if (clock.now() < end) clock.leap(end - clock.now())
}
