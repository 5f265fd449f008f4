import type { ObjectRef } from '@binnacle/shared'
import { AskingButton } from './AskingButton.tsx'

/** Deletes a Job and its pods, after asking. */
export function DeleteJob({ job, ended, kind }: { job: ObjectRef; ended: boolean; kind: 'danger' | 'quiet' }) {
  return (
    <AskingButton
      command="jobs.delete"
      job={job}
      kind={kind}
      tier="dialog"
      verb="Delete"
      confirm="Delete Job"
      title={`Delete Job ${job.name}?`}
      consequences={
        ended
          ? 'The Job and its pods leave the cluster. Samples and saved log lines stay here until Binnacle restarts.'
          : 'It is still running: the Job and its pods are deleted, and the run ends. Nothing brings them back.'
      }
    />
  )
}
