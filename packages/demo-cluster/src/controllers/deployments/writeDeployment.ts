import { isDeepStrictEqual } from 'node:util'
import { done, type Result } from '../../Status.ts'
import type { Deployment } from '../../workloads.ts'
import type { DeploymentControl, DeploymentStatus } from './DeploymentControl.ts'
import { REVISION } from './revisions.ts'

export type News = {
  readonly status: DeploymentStatus
  /** That the Deployment is at; left out where it stays. */
  readonly revision?: string
}

/**
 * Writes the status, and the revision along with it, where they differ. What it gives keeps the version that was read, as upstream's controller does: a second write
 * in one turn is a conflict, and the turn that the first write brings about tells what it then sees.
 */
export function writeStatus({ api, options }: DeploymentControl, deployment: Deployment, { status, revision }: News): Result<Deployment> {
  const { namespace, name, annotations } = deployment.metadata
  const moved = revision !== undefined && annotations?.[REVISION] !== revision
  if (!moved && isDeepStrictEqual(status, deployment.status ?? {})) return done(deployment)
  const metadata = moved ? { ...deployment.metadata, annotations: { ...annotations, [REVISION]: revision } } : deployment.metadata
  const next: Deployment = { ...deployment, metadata, status }
  const written = api.update({ resource: 'deployments.apps', namespace, name, subresource: 'status' }, next, options)
  return written.ok ? done(next) : written
}
