import type { DeploymentRow } from '@binnacle/shared'
import { objectChange } from '../../page/objectChange.ts'
import { useRows } from '../../topics/useRows.ts'
import { useTopic } from '../../topics/useTopic.ts'

const changeOf = objectChange({ kind: 'deployment', done: 'changed' })

/** A deployment while a question about it is open: as it is now, why the question is none any more, and since when the cluster is silent. */
export function useAskedDeployment(asked: DeploymentRow): { now: DeploymentRow; gone: string | null; silent: number | null } {
  const { namespace, name, uid } = asked
  const { state, collection } = useTopic('deployment', { namespace, name })
  const rows = useRows<DeploymentRow>(collection)
  const now = rows.find((row) => row.uid === uid)
  const known = rows.length > 0 || state.state === 'live' || state.state === 'behind'
  return {
    now: now ?? asked,
    gone: known
      ? changeOf(
          asked,
          now,
          rows.find((row) => row.uid !== uid),
        )
      : null,
    silent: state.state === 'stale' && state.cause === 'cluster' ? state.since : null,
  }
}
