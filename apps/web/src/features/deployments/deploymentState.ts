import type { DeploymentRow } from '@binnacle/shared'
import { shortImage } from './shortImage.ts'

/** A deployment in one line, to be held against another state of it. */
export function deploymentState({ revision, generation, desired, images, paused }: DeploymentRow): string {
  const parts = [revision === null ? 'no revision' : `revision ${revision}`, images.map(({ image }) => shortImage(image)).join(', '), `${desired} replicas`]
  return [...parts, ...(paused ? ['paused'] : []), `generation ${generation}`].join(' · ')
}
