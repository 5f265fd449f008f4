import type { DeploymentSeen } from './seen.ts'
import { RecentRevisions } from './RecentRevisions.tsx'

export function HistoryTab({ seen }: { seen: DeploymentSeen }) {
  return (
    <section className="card rollout-card" aria-label="History">
      <RecentRevisions seen={seen} />
    </section>
  )
}
