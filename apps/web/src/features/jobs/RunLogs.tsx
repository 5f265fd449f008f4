import { LOG_TAIL_LINES, type RunLogRow, type RunRow, SAVED_LOG_LINES } from '@binnacle/shared'
import { type ReactNode, useState } from 'react'
import { LogLines } from '../../page/log/LogLines.tsx'
import type { LogView } from '../../topics/Live.ts'
import { useLogs } from '../../topics/useLogs.ts'
import { useRows } from '../../topics/useRows.ts'
import { useTopic } from '../../topics/useTopic.ts'
import { Toggle } from '../../ui/Toggle.tsx'

const nothing = () => undefined

/** The log of each container: what it writes now, and afterwards the last lines that were saved. */
export function RunLogs({ run: { namespace, uid, state } }: { run: RunRow }) {
  const topic = useTopic('run.logs', { namespace, uid })
  const logs = [...useRows(topic.collection)].sort((a, b) => a.created - b.created || (a.name < b.name ? -1 : 1))
  const [chosen, setChosen] = useState<string | null>(null)
  const [look, setLook] = useState({ wrap: true, timestamps: false })
  const log = logs.find((each) => each.uid === chosen) ?? logs.at(-1)
  const several = new Set(logs.map(({ pod }) => pod)).size > 1
  const tools = (
    <span role="group" aria-label="Log view" className="ml-auto flex gap-1">
      <Toggle on={look.wrap} onPress={() => setLook({ ...look, wrap: !look.wrap })}>
        Wrap
      </Toggle>
      <Toggle on={look.timestamps} onPress={() => setLook({ ...look, timestamps: !look.timestamps })}>
        Times
      </Toggle>
    </span>
  )
  const refused = topic.state.state === 'forbidden' || topic.state.state === 'refused' ? topic.state.failure.message : null
  return (
    <section aria-labelledby="log" className="card flex min-w-0 flex-col overflow-hidden">
      <header className="flex items-start gap-2 px-3 py-1.5">
        <h2 id="log" className="mt-0.5 font-semibold">
          Log
        </h2>
        <div role="group" aria-label="Container" className="flex max-h-20 min-w-0 flex-wrap gap-1 overflow-auto">
          {logs.length < 2
            ? null
            : logs.map((each) => (
                <Toggle key={each.uid} on={each === log} onPress={() => setChosen(each.uid)}>
                  <span className="font-mono text-mono">{several ? each.pod : each.container}</span>
                </Toggle>
              ))}
        </div>
      </header>
      {refused !== null ? (
        <p className="px-3 pb-2">The log may not be read: {refused}</p>
      ) : log === undefined ? (
        <p className="px-3 pb-3 text-muted">{state === 'ended' ? 'Nothing was saved of its log.' : 'No container has started, so nothing is written yet.'}</p>
      ) : (
        <div className={log.state === 'waiting' ? '' : 'run-log'}>
          <OneLog key={`${log.uid}/${log.state}`} log={log} look={look} tools={tools} />
        </div>
      )}
    </section>
  )
}

type Shown = { readonly log: RunLogRow; readonly look: { readonly wrap: boolean; readonly timestamps: boolean }; readonly tools: ReactNode }

function OneLog(props: Shown) {
  switch (props.log.state) {
    case 'waiting':
      return <p className="px-3 pb-3 text-muted">It has not started yet. Lines appear here as it writes them.</p>
    case 'following':
      return <Followed {...props} />
    case 'saved':
    case 'incomplete':
    case 'lost':
      return <Saved {...props} />
    default:
      return props.log.state satisfies never
  }
}

function Followed({ log, look, tools }: Shown) {
  const { namespace, pod, podUid, container } = log
  const view = useLogs({ namespace, name: pod, uid: podUid, container, previous: false, tail: LOG_TAIL_LINES })
  return (
    <LogLines
      label={`Log of ${container}`}
      lines={view.lines}
      {...look}
      takeFocus={false}
      onFocused={nothing}
      state={view.state}
      tools={tools}
      before={(forgotten) => <Dropped count={forgotten + view.dropped} />}
      after={<p className="log-note">{followedWords(view)}</p>}
    />
  )
}

function followedWords({ state, failure, lines }: LogView): string {
  if (failure !== null) return failure.message
  if (state === 'connecting') return 'Reading the log…'
  if (state === 'lost') return 'The connection is lost. The log goes on when it is back.'
  return lines.length === 0 ? 'It has written nothing yet. Lines appear here as it writes them.' : ''
}

function Saved({ log, look, tools }: Shown) {
  const { state, lines, why, dropped, container } = log
  return (
    <LogLines
      label={`Log of ${container}`}
      lines={lines}
      {...look}
      takeFocus={false}
      onFocused={nothing}
      state="ended"
      tools={tools}
      before={() => <Dropped count={dropped} />}
      after={<p className={state === 'saved' ? 'log-note' : 'log-note text-attention-text'}>{savedWords(state, why, lines.length)}</p>}
    />
  )
}

function savedWords(state: RunLogRow['state'], why: string, count: number): string {
  const because = why === '' ? '' : `: ${why}`
  if (state === 'lost') return why === '' ? 'Its lines were lost.' : why
  if (state === 'incomplete') return `The log broke off here; lines were lost${because}`
  return count === 0 ? 'It wrote nothing.' : 'End of the log, as it was saved.'
}

function Dropped({ count }: { count: number }) {
  return count > 0 ? (
    <p className="log-note">
      {count.toLocaleString('en')} lines before these were not kept: of each container the last {SAVED_LOG_LINES} are.
    </p>
  ) : null
}
