import type { CommandName } from '@binnacle/shared'
import { annotateCause } from './annotateCause.ts'
import { applyObject } from './applyObject.ts'
import type { Command } from './Command.ts'
import { createJob } from './createJob.ts'
import { dataCommands } from './dataCommands.ts'
import { deleteDeployment } from './deleteDeployment.ts'
import { deleteJob } from './deleteJob.ts'
import { deletePod } from './deletePod.ts'
import { extendJob } from './extendJob.ts'
import { pauseDeployment } from './pauseDeployment.ts'
import { restartDeployment } from './restartDeployment.ts'
import { scaleWorkload } from './scaleWorkload.ts'
import { setImages } from './setImages.ts'
import { terminateJob } from './terminateJob.ts'
import { undoDeployment } from './undoDeployment.ts'

/** The write side of the contract, each entry with what does it. Leaving one out does not compile. */
export const commandHandlers: { readonly [N in CommandName]: Command<N> } = {
  'pods.delete': deletePod,
  'deployments.undo': undoDeployment,
  'deployments.setImage': setImages,
  'deployments.restart': restartDeployment,
  'deployments.pause': pauseDeployment.pause,
  'deployments.resume': pauseDeployment.resume,
  'deployments.annotateCause': annotateCause('deployments'),
  'replicasets.annotateCause': annotateCause('replicasets'),
  'deployments.scale': scaleWorkload('deployments'),
  'replicasets.scale': scaleWorkload('replicasets'),
  'replicationcontrollers.scale': scaleWorkload('replicationcontrollers'),
  'deployments.delete': deleteDeployment,
  'objects.apply': applyObject,
  'jobs.create': createJob,
  'jobs.terminate': terminateJob,
  'jobs.extend': extendJob,
  'jobs.delete': deleteJob,
  ...dataCommands,
}
