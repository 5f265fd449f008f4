import type { Api, WriteOptions } from '../apiserver/Api.ts'
import type { ClusterParts } from '../ClusterParts.ts'
import type { KubeObject } from '../objects.ts'
import type { Result } from '../Status.ts'
import type { StoryClock } from '../StoryClock.ts'
import type { Stage } from './Stage.ts'

/** Whoever set the cluster up, with kubectl. */
const BY: WriteOptions = { user: { name: 'kubernetes-admin', groups: ['kubeadm:cluster-admins', 'system:authenticated'] }, fieldManager: 'kubectl-create' }

/** How much of a past is told at once: a few milliseconds of work, also where much begins together. */
const PIECE_MS = 1_000

export function createStage({ api, recorder }: Pick<ClusterParts, 'api' | 'recorder'>, clock: Pick<StoryClock, 'advance' | 'leap'>): Stage {
  return {
    api,
    create: (resource, object) => agreed(api.create(resource, object, BY)),
    change: (of, by) => agreed(changed(api, of, by)),
    *pass(ms) {
      for (let left = ms; left > 0; left -= PIECE_MS) {
        clock.advance(Math.min(left, PIECE_MS))
        yield
      }
    },
    leap: (ms) => clock.leap(ms),
    tell: (component, about, note) => recorder({ component }).record(about, note),
  }
}

function changed(api: Api, ...[of, by]: Parameters<Stage['change']>): Result<KubeObject> {
  const before = api.get(of)
  return before.ok ? api.update(of, by(before.value), { ...BY, fieldManager: 'kubectl-edit' }) : before
}

function agreed(result: Result<KubeObject>): KubeObject {
  if (result.ok) return result.value
  throw new Error(`the scenario was refused: ${result.status.message}`)
}
