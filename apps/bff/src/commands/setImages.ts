import { CHANGE_CAUSE, type CommandInput, changeCause, imagesCause } from '@binnacle/shared'
import type { Command } from './Command.ts'
import { changeWorkload, forbiddenByState, type Plan } from './changeWorkload.ts'
import { annotation, type Operation, sameAs } from './jsonPatch.ts'
import type { Workload } from './Workload.ts'

type Input = CommandInput<'deployments.setImage'>
type Place = { readonly path: string; readonly image: string }

/** `kubectl set image` and the change cause in one patch, for the uid and the generation that the user saw. Init containers are found by name too, as by kubectl. */
export const setImages: Command<'deployments.setImage'> = {
  target: ({ namespace, name, uid }) => ({ namespace, name, uid }),
  execute: (ref, tools) => changeWorkload({ kind: 'deployments', ref, generation: ref.generation, plan: (now) => planImages(ref, now) }, tools),
}

function planImages({ images, cause }: Input, now: Workload): Plan {
  const places = placesOf(now)
  const unknown = images.find(({ container }) => !places.has(container))
  // The first words are kubectl's.
  if (unknown) return forbiddenByState(`unable to find container named "${unknown.container}": ${[...places.keys()].join(', ')} are there`)
  if (new Set(images.map(({ container }) => container)).size < images.length) return forbiddenByState('a container is named twice')
  if (isDone(images, now)) return { do: 'nothing' }
  const operations = images.flatMap(({ container, image }): Operation[] => {
    const place = places.get(container)
    return place ? [{ op: 'add', path: place.path, value: image }] : []
  })
  const text = changeCause(cause) || imagesCause(images)
  return {
    do: 'send',
    operations: [...sameAs(now), ...operations, ...annotation('/metadata', now.metadata.annotations, [CHANGE_CAUSE, text])],
    isDone: (then) => isDone(images, then),
  }
}

function isDone(images: Input['images'], now: Workload): boolean {
  const places = placesOf(now)
  return images.every(({ container, image }) => places.get(container)?.image === image)
}

function placesOf({ spec }: Workload): Map<string, Place> {
  const places = new Map<string, Place>()
  for (const part of ['initContainers', 'containers'] as const) {
    for (const [index, { name, image }] of (spec.template?.spec[part] ?? []).entries())
      places.set(name, { path: `/spec/template/spec/${part}/${index}/image`, image })
  }
  return places
}
