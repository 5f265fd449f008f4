import { completionsText, type JobRow, jobDuration, jobFamily, visibleText } from '@binnacle/shared'
import { Quote } from '../../page/Quote.tsx'
import type { PageState } from '../../topics/PageState.ts'
import { Ticking } from '../../ui/Ticking.tsx'
import { DeleteJob } from './DeleteJob.tsx'
import { JobEvents } from './JobEvents.tsx'
import { JobHeading } from './JobHeading.tsx'
import { JobPods } from './JobPods.tsx'
import { isDecided } from './verdictWords.ts'

const noPods: ReadonlySet<string> = new Set()

/** A Job that Binnacle did not launch: no samples and no countdown, what the cluster says. */
export function OtherJob({ job, state }: { job: JobRow; state: PageState }) {
  return (
    <>
      <JobHeading job={job} family={jobFamily(job)} word={job.status} state={state}>
        <DeleteJob job={job} ended={isDecided(job)} kind="danger" />
      </JobHeading>
      <div className="monitor">
        <div className="monitor-side">
          <section aria-label="Job" className="card flex flex-col gap-2 p-4">
            <p className="text-muted">Binnacle did not launch this Job, so there are no samples of it and no saved log.</p>
            <dl className="run-facts">
              <div>
                <dt>Completions</dt>
                <dd>{completionsText(job)}</dd>
              </div>
              <div>
                <dt>Duration</dt>
                <dd>
                  <Ticking text={(now) => jobDuration(job, now / 1000)} />
                </dd>
              </div>
              <div>
                <dt>Deadline</dt>
                <dd>{job.activeDeadlineSeconds === null ? 'none' : `${job.activeDeadlineSeconds} s`}</dd>
              </div>
              <div>
                <dt>Images</dt>
                <dd className="font-mono text-mono [overflow-wrap:anywhere]">{visibleText(job.images.map(({ image }) => image).join(', '))}</dd>
              </div>
            </dl>
            {job.conditions
              .filter(({ status, message }) => status === 'True' && message !== '')
              .map(({ type, reason, message }) => (
                <p key={type}>
                  <Quote text={`${reason === '' ? type : reason}: ${message}`} />
                </p>
              ))}
          </section>
        </div>
        <div className="monitor-side">
          <JobPods namespace={job.namespace} uid={job.uid} ended={isDecided(job)} />
          <JobEvents namespace={job.namespace} uid={job.uid} name={job.name} podUids={noPods} exists />
        </div>
      </div>
    </>
  )
}
