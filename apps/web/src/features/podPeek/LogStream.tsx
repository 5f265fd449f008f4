import { type ContainerDetail, LOG_TAIL_LINES, type PodDetail } from '@binnacle/shared'
import { useCallback, useState } from 'react'
import { LogLines } from '../../page/log/LogLines.tsx'
import { RunsOfLog } from '../../page/log/RunsOfLog.ts'
import { Quote } from '../../page/Quote.tsx'
import type { LogView } from '../../topics/Live.ts'
import { useLogs } from '../../topics/useLogs.ts'
import { hasLog, runOf } from './containerWords.ts'
import { LogToggles } from './LogToggles.tsx'
import type { LogLook, SetLogLook } from './logLook.ts'

type Props = {
  readonly pod: PodDetail
  readonly container: ContainerDetail
  readonly previous: boolean
  readonly look: LogLook
  readonly onLook: SetLogLook
  readonly deleted: boolean
}

export function LogStream({ pod, container, previous, look, onLook, deleted }: Props) {
  const scheduled = pod.row.node !== null
  const { namespace, name, uid } = pod
  const run = runOf(container)
  const view = useLogs(scheduled ? { namespace, name, uid, container: container.name, previous, tail: LOG_TAIL_LINES } : null, run)
  const [runs] = useState(() => new RunsOfLog())
  const lines = runs.join(run, view.lines, restartWords(container))
  const onFocused = useCallback(() => onLook({ takeFocus: false }), [onLook])
  if (!scheduled) return <NothingYet pod={pod} />
  return (
    <LogLines
      label={`${previous ? 'Previous log' : 'Log'} of ${container.name}`}
      lines={lines}
      wrap={look.wrap}
      timestamps={look.timestamps}
      takeFocus={look.takeFocus}
      onFocused={onFocused}
      state={view.state}
      tools={<LogToggles container={container} previous={previous} look={look} onLook={onLook} />}
      before={(forgotten) => <Gap view={view} forgotten={forgotten} />}
      after={<Saying view={view} container={container} previous={previous} deleted={deleted} />}
    />
  )
}

const restartWords = ({ name, last }: ContainerDetail): string =>
  last?.state === 'terminated'
    ? `${name} ended (${last.signal === 0 ? `exit code ${last.exitCode}` : `signal ${last.signal}`}) and was started again`
    : `${name} was started again`

function NothingYet({ pod }: { pod: PodDetail }) {
  return (
    <div data-follow="none" className="mt-1.5 min-h-0 grow overflow-auto bg-sunken px-3 py-2">
      <p>Nothing to log yet: the pod has no node, so no container has started.</p>
      {pod.row.why === null ? null : (
        <p className="mt-1">
          <Quote text={`${pod.row.why.reason}: ${pod.row.why.message}`} />
        </p>
      )}
    </div>
  )
}

function Gap({ view, forgotten }: { view: LogView; forgotten: number }) {
  const notShown = forgotten + view.dropped
  return (
    <>
      {notShown > 0 ? <p className="log-note">{notShown.toLocaleString('en')} lines before these are not kept here.</p> : null}
      {view.gap ? <p className="log-note">The connection was lost for a while: lines may be missing.</p> : null}
    </>
  )
}

function Saying(about: About) {
  const words = saying(about)
  return words === null ? null : <p className="log-note">{words}</p>
}

type About = { view: LogView; container: ContainerDetail; previous: boolean; deleted: boolean }

const saying = ({ view, container, previous, deleted }: About) => {
  if (view.failure !== null) return <Quote text={view.failure.message} />
  switch (view.state) {
    case 'connecting':
      return 'Reading the log…'
    case 'following':
      if (view.lines.length > 0) return null
      return hasLog(container)
        ? 'It has written nothing yet. Lines appear here as it writes them.'
        : 'It has not started yet. Lines appear here as it writes them.'
    case 'lost':
      return 'The connection is lost. The log goes on when it is back.'
    case 'ended':
      return ended(view, { previous, deleted })
    default:
      return view.state satisfies never
  }
}

const ended = (view: LogView, { previous, deleted }: { previous: boolean; deleted: boolean }): string => {
  if (view.lines.length === 0) return 'The log is empty.'
  if (deleted) return 'End of the log: the pod was deleted.'
  return previous ? 'End of the log of the run before the last restart.' : 'End of the log: the container is not running.'
}
