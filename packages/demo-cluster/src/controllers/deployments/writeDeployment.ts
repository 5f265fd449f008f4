import { isDeepStrictEqual } from 'node:util'
import { done, type Result } from '../../Status.ts'
import type { Deployment } from '../../workloads.ts'
import { stored } from '../stored.ts'
import type { DeploymentControl, DeploymentStatus } from './DeploymentControl.ts'
import { REVISION } from './revisions.ts'

/** Writes the status, where it differs, and gives the Deployment as it then is. */
export function writeStatus(control: DeploymentControl, deployment: Deployment, status: DeploymentStatus): Result<Deployment> {
  if (isDeepStrictEqual(status, deployment.status)) return done(deployment)
  const { api, options } = control
  const written = api.update({ ...nameOf(deployment), subresource: 'status' }, { ...deployment, status }, options)
  return written.ok ? done(asStored(control, deployment)) : written
}

/** Writes which revision the Deployment is at. */
export function writeRevision(control: DeploymentControl, deployment: Deployment, revision: string): Result<Deployment> {
  if (deployment.metadata.annotations?.[REVISION] === revision) return done(deployment)
  const { api, options } = control
  const metadata = { ...deployment.metadata, annotations: { ...deployment.metadata.annotations, [REVISION]: revision } }
  const written = api.update({ ...nameOf(deployment), subresource: 'status' }, { ...deployment, metadata }, options)
  return written.ok ? done(asStored(control, deployment)) : written
}

function nameOf({ metadata: { namespace, name } }: Deployment) {
  return { resource: 'deployments.apps', namespace, name } as const
}

function asStored({ store }: DeploymentControl, deployment: Deployment): Deployment {
  const { namespace, name } = deployment.metadata
  return stored(store, 'deployments.apps', { namespace, name }) ?? deployment
}
