import type { Revision } from '@binnacle/shared'
import { useView } from '../../paths.ts'
import { comparedRevisions } from './comparedRevisions.ts'
import { isArriving } from './isArriving.ts'
import { RevisionTable } from './RevisionTable.tsx'
import type { DeploymentSeen } from './seen.ts'
import { TemplateDiffView } from './TemplateDiffView.tsx'
import type { AskDeployment } from './useDeploymentQuestions.tsx'
import { useTemplates } from './useTemplates.ts'

/** All revisions that are kept, and what differs between two of them, which the address names. */
export function HistoryTab({ seen, ask }: { seen: DeploymentSeen; ask: AskDeployment }) {
  const { search } = useView()
  const { revisions, states } = seen
  const { from, to, missing } = comparedRevisions(revisions, search['from'], search['to'])
  if (revisions.length === 0) {
    return <p className="text-muted">{isArriving(states.replicaSets) ? 'Reading its revisions…' : 'No revisions yet.'}</p>
  }
  return (
    <div className="history">
      <section className="card rollout-card" aria-label="Revisions">
        <RevisionTable seen={seen} from={from} to={to} ask={ask} />
      </section>
      <section className="card rollout-card" aria-label="Comparison">
        {missing !== null ? (
          <p>
            Revision {missing} is no longer kept: {revisions.map(({ revision }) => revision).join(', ')} {revisions.length === 1 ? 'is' : 'are'}.
          </p>
        ) : from === null || to === null ? (
          <p className="text-muted">There is one revision only: nothing to compare it with yet.</p>
        ) : (
          <Comparison seen={seen} from={from} to={to} />
        )}
      </section>
    </div>
  )
}

function Comparison({ seen, from, to }: { seen: DeploymentSeen; from: Revision; to: Revision }) {
  const { namespace } = seen.deployment
  const ref = ({ name, uid, revision }: Revision) => ({ namespace, name, uid, revision })
  const diff = useTemplates(ref(from), ref(to))
  return (
    <>
      <h2 className="mb-2 font-semibold">
        Revision {from.revision} <span aria-hidden="true">→</span> revision {to.revision}
        {to.current ? <span className="lane-now ml-1.5">now</span> : null}
      </h2>
      {seen.deleted ? (
        <p className="text-muted">Templates can be compared only while their ReplicaSets are there.</p>
      ) : (
        <TemplateDiffView diff={diff} same="The two templates are the same." />
      )}
    </>
  )
}
