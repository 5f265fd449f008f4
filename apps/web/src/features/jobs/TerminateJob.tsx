import type { ObjectRef } from '@binnacle/shared'
import { AskingButton } from './AskingButton.tsx'

/** Ends a run before its time, after asking. `reason`: why not, beyond rights and connection. */
export function TerminateJob({ job, kind, reason = null }: { job: ObjectRef; kind: 'danger' | 'quiet'; reason?: string | null }) {
  return (
    <AskingButton
      command="jobs.terminate"
      job={job}
      kind={kind}
      tier="popover"
      verb="Terminate"
      confirm="Terminate now"
      title={`Terminate ${job.name}?`}
      consequences="Its pods are told to stop and have 5 seconds to do so. The Job stays as long as it was to stay; it cannot be taken up again."
      reason={reason}
    />
  )
}
