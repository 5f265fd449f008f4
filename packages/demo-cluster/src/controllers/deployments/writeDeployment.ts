import { isDeepStrictEqual } from 'node:util'
import { done, type Result } from '../../Status.ts'
import type { Deployment } from '../../workloads.ts'
import { stored } from '../stored.ts'
import type { DeploymentControl, DeploymentStatus } from './DeploymentControl.ts'
import { REVISION } from './revisions.ts'

export type News = {
  readonly status: DeploymentStatus
  /** That the Deployment is at; left out where it stays. */
  readonly revision?: string
}

/** Writes the status, and the revision along with it, where they differ, and gives the Deployment as it then is. */
export function writeStatus(control: DeploymentControl, deployment: Deployment, { status, revision }: News): Result<Deployment> {
  const { namespace, name, annotations } = deployment.metadata
  const moved = revision !== undefined && annotations?.[REVISION] !== revision
  if (!moved && isDeepStrictEqual(status, deployment.status ?? {})) return done(deployment)
  const { api, options } = control
  const metadata = moved ? { ...deployment.metadata, annotations: { ...annotations, [REVISION]: revision } } : deployment.metadata
  const written = api.update({ resource: 'deployments.apps', namespace, name, subresource: 'status' }, { ...deployment, metadata, status }, options)
  return written.ok ? done(asStored(control, deployment)) : written
}

function asStored({ store }: DeploymentControl, deployment: Deployment): Deployment {
  const { namespace, name } = deployment.metadata
  return stored(store, 'deployments.apps', { namespace, name }) ?? deployment
}
