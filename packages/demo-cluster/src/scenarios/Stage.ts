import type { Api } from '../apiserver/Api.ts'
import type { EventNote } from '../events/EventRecorder.ts'
import type { KubeObject, NewObject } from '../objects.ts'
import type { ResourceName } from '../resources.ts'

/** A past as it is told: piece by piece, and between two of them the process is free. */
export type Story = Generator<void, void, void>

/** What a scenario does its work with: a cluster that has just started, some hours ago. */
export type Stage = {
  readonly api: Api
  /** Creates an object as somebody at a kubectl would. Throws where it is refused: a scenario that does not fit the cluster is a mistake in it. */
  readonly create: (resource: ResourceName, object: NewObject) => KubeObject
  /** Reads an object, lets it be changed, and writes it back. */
  readonly change: (
    of: { readonly resource: ResourceName; readonly namespace?: string; readonly name: string },
    by: (object: KubeObject) => NewObject,
  ) => KubeObject
  /** Time passes, with everything that happens in it. */
  readonly pass: (ms: number) => Story
  /** Time passes as on a machine that sleeps: what repeats happens once. */
  readonly leap: (ms: number) => void
  /** Tells an Event about an object, as this component would. */
  readonly tell: (component: string, about: KubeObject, note: EventNote) => void
}

/** A cluster that a demonstration begins with. */
export type Scenario = {
  /** How long before now the story begins, in milliseconds. */
  readonly past: number
  readonly play: (stage: Stage) => Story
}

export type ScenarioName = 'busy' | 'empty'
