import { podFamily, type RunRow, type SampleRow } from '@binnacle/shared'
import { useState } from 'react'
import type { PageState } from '../../topics/PageState.ts'
import { Button } from '../../ui/Button.tsx'
import { MiddleTruncated } from '../../ui/MiddleTruncated.tsx'
import { Status } from '../../ui/Status.tsx'
import { useTicking } from '../../ui/Time.ts'
import { clockTime } from './clockTime.ts'
import { ExportRun } from './ExportRun.tsx'
import { sampleOffset } from './sampleOffset.ts'
import { sortedSamples } from './sortedSamples.ts'

/** So many of the newest samples are drawn unless all are asked for. */
const DRAWN = 100

type Props = { readonly run: RunRow; readonly samples: readonly SampleRow[]; readonly state: PageState }

/** What was seen at T+0, T+10 and so on, oldest first, as a daemon would print it; the end stays in view. */
export function Samples({ run, samples, state }: Props) {
  const [all, setAll] = useState(false)
  const sorted = sortedSamples(samples)
  const shown = all ? sorted : sorted.slice(-DRAWN)
  return (
    <section aria-labelledby="samples" className="card flex min-w-0 flex-col">
      <header className="flex flex-wrap items-center gap-x-3 border-b border-border px-3 py-1.5">
        <h2 id="samples" className="font-semibold">
          Samples
        </h2>
        <NextSample run={run} />
        <ExportRun run={run} samples={sorted} />
      </header>
      {state.state === 'forbidden' || state.state === 'refused' ? <p className="px-3 py-2">Pods may not be seen here: {state.failure.message}</p> : null}
      {sorted.length === 0 ? (
        <p className="px-3 py-3 text-muted">
          {run.state === 'ended' ? 'No sample was taken: Binnacle did not see it run.' : 'The first sample comes with its start.'}
        </p>
      ) : (
        <div className="samples" tabIndex={0} role="group" aria-label="Samples of this run">
          <table className="plain-table">
            <thead>
              <tr>
                <th scope="col">When</th>
                <th scope="col" className="text-right" title="Pods in the namespace">
                  All pods
                </th>
                <th scope="col">Pods of this job</th>
                <th scope="col">Status</th>
                <th scope="col">Started</th>
                <th scope="col">Ready</th>
                <th scope="col" className="text-right">
                  Restarts
                </th>
              </tr>
            </thead>
            {sorted.length > shown.length ? (
              <tbody>
                <tr>
                  <td colSpan={7}>
                    <Button kind="link" onClick={() => setAll(true)}>
                      Show {sorted.length - shown.length} earlier samples
                    </Button>
                  </td>
                </tr>
              </tbody>
            ) : null}
            {shown.map((sample) => (sample.kind === 'gap' ? <Gap key={sample.uid} gap={sample} /> : <Sample key={sample.uid} sample={sample} />))}
          </table>
        </div>
      )}
    </section>
  )
}

function NextSample({ run }: { run: RunRow }) {
  const words = useTicking((now) => nextWords(run, now / 1000))
  return <span className="text-muted">{words}</span>
}

function nextWords({ state, startedAt, sampleSeconds, deadlineSeconds }: RunRow, now: number): string {
  if (state === 'ended') return ''
  if (startedAt === null) return ''
  if (state === 'ending') return 'the last one comes at the end'
  const since = Math.max(0, now - startedAt)
  const rest = Math.ceil(sampleSeconds - (since % sampleSeconds))
  return deadlineSeconds !== null && since + rest > deadlineSeconds ? 'the last one comes at the end' : `next sample in ${rest} s`
}

function Gap({ gap }: { gap: SampleRow }) {
  return (
    <tbody data-sample="gap">
      <tr>
        <th scope="row" className="whitespace-nowrap">
          {sampleOffset(gap)}
        </th>
        <td colSpan={6} className="text-attention-text">
          No samples: {gap.why === '' ? 'nobody was looking' : gap.why}
        </td>
      </tr>
    </tbody>
  )
}

function Sample({ sample }: { sample: SampleRow }) {
  const [first, ...others] = sample.pods
  const lines = others.length + (sample.more > 0 ? 2 : 1)
  return (
    <tbody data-sample={sample.kind}>
      <tr>
        <th scope="rowgroup" rowSpan={lines} className="whitespace-nowrap" title={clockTime(sample.created)}>
          {sampleOffset(sample)}
        </th>
        <td rowSpan={lines} className="text-right">
          {sample.inNamespace ?? <span title="The pods of the namespace may not be listed">–</span>}
        </td>
        {first === undefined ? (
          <td colSpan={5} className="text-muted">
            no pod of this job
          </td>
        ) : (
          <PodCells pod={first} at={sample.created} />
        )}
      </tr>
      {others.map((pod) => (
        <tr key={pod.uid}>
          <PodCells pod={pod} at={sample.created} />
        </tr>
      ))}
      {sample.more > 0 ? (
        <tr>
          <td colSpan={5} className="text-muted">
            and {sample.more} more
          </td>
        </tr>
      ) : null}
    </tbody>
  )
}

function PodCells({ pod, at }: { pod: SampleRow['pods'][number]; at: number }) {
  const family = podFamily({ ...pod, created: pod.startedAt ?? at, notReadySince: null, lastRestartAt: null, why: null }, at)
  return (
    <>
      <td className="name-cell">
        <MiddleTruncated text={pod.name} />
      </td>
      <td>
        <Status family={family} word={pod.status} />
      </td>
      <td className="whitespace-nowrap">{pod.startedAt === null ? <span className="text-muted">not yet</span> : clockTime(pod.startedAt)}</td>
      <td>
        {pod.ready}/{pod.containers}
      </td>
      <td className="text-right">{pod.restarts}</td>
    </>
  )
}
