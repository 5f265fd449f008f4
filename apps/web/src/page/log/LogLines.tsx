import { memo, type ReactNode, useCallback, useState, useSyncExternalStore } from 'react'
import type { LogView } from '../../topics/Live.ts'
import { BLOCK_LINES, type LogBlock, LogNumbers } from './LogNumbers.ts'
import { LogScroll } from './LogScroll.ts'
import { logSegments } from './logSegments.ts'
import type { LogEntry } from './RunsOfLog.ts'
import './log.css'

/** A line is shown up to here (characters); the rest on request, because one line can be a megabyte. */
const MAX_SHOWN = 4_000

type Props = {
  readonly label: string
  readonly lines: readonly LogEntry[]
  readonly wrap: boolean
  readonly timestamps: boolean
  readonly state: LogView['state']
  /** Beside the words that say whether the end is followed. */
  readonly tools: ReactNode
  readonly takeFocus: boolean
  readonly onFocused: () => void
  /** What is said above the first line, and below the last. */
  readonly before: (forgotten: number) => ReactNode
  readonly after: ReactNode
}

export function LogLines({ label, lines, wrap, timestamps, before, after, ...props }: Props) {
  const [numbers] = useState(() => new LogNumbers())
  const [{ attach, toEnd, subscribe, get }] = useState(() => new LogScroll(() => numbers.end))
  const blocks = numbers.blocks(lines)
  const state = useSyncExternalStore(subscribe, get)
  const { takeFocus, onFocused } = props
  const box = useCallback(
    (element: HTMLElement) => {
      if (takeFocus) {
        element.focus()
        onFocused()
      }
      return attach(element)
    },
    [attach, takeFocus, onFocused],
  )
  return (
    <>
      <div className="flex items-center gap-2 px-3 pb-1">
        <FollowState state={props.state} following={state.following} />
        {props.tools}
      </div>
      <div className="log-box">
        <section
          ref={box}
          // The reader scrolls it with the keyboard.
          tabIndex={0}
          role="log"
          aria-live="off"
          aria-label={label}
          data-following={state.following}
          className={`log ${wrap ? 'log-wrap' : ''}`}
        >
          <div className="log-text">
            {before(numbers.first(lines))}
            {blocks.map((block) => (
              <Block key={block.first - (block.first % BLOCK_LINES)} block={block} timestamps={timestamps} />
            ))}
            {after}
          </div>
        </section>
        {state.following ? null : <NewLines count={numbers.end - state.since} onPress={toEnd} />}
      </div>
    </>
  )
}

const stateWords: Readonly<Record<LogView['state'], string>> = { connecting: 'Connecting', following: 'Following', ended: 'Ended', lost: 'Connection lost' }

/** Whether what is written now is seen now. */
function FollowState({ state, following }: { state: LogView['state']; following: boolean }) {
  const held = state === 'following' && !following
  return (
    <span className="inline-flex items-center gap-1.5 text-muted" data-follow={held ? 'held' : state}>
      <span aria-hidden="true" className={`size-2 rounded-full ${state === 'following' && following ? 'bg-ok' : 'border border-current'}`} />
      {held ? 'Not following' : stateWords[state]}
    </span>
  )
}

function NewLines({ count, onPress }: { count: number; onPress: () => void }) {
  const words = count === 1 ? '1 new line' : `${count.toLocaleString('en')} new lines`
  return (
    <button type="button" className="log-pill" onClick={onPress}>
      {count === 0 ? 'To the end' : words} <span aria-hidden="true">↓</span>
    </button>
  )
}

/** A line never changes, so a block is the same as long as it begins and ends with the same line. */
const Block = memo(
  function Block({ block, timestamps }: { block: LogBlock; timestamps: boolean }) {
    return (
      <div className="log-block">
        {block.lines.map((line, index) => (
          <Line key={block.first + index} line={line} timestamps={timestamps} />
        ))}
      </div>
    )
  },
  (a, b) =>
    a.timestamps === b.timestamps && a.block.first === b.block.first && a.block.lines.length === b.block.lines.length && a.block.lines[0] === b.block.lines[0],
)

function Line({ line, timestamps }: { line: LogEntry; timestamps: boolean }) {
  const [whole, setWhole] = useState(false)
  if (line.restart !== undefined) return <p className="log-restart">{line.restart}</p>
  const text = whole ? line.text : line.text.slice(0, MAX_SHOWN)
  const more = line.text.length - text.length
  return (
    <div className="log-line">
      {timestamps ? (
        <time className="log-time" dateTime={line.at} title={line.at}>
          {timeOfDay(line.at)}
        </time>
      ) : null}
      {logSegments(text).map((segment, index) => (
        <span key={index} className={segment.escape ? `log-escape ${segment.classes}` : segment.classes}>
          {segment.text}
        </span>
      ))}
      {more > 0 ? (
        <button type="button" className="log-more" onClick={() => setWhole(true)}>
          … {more.toLocaleString('en')} more characters
        </button>
      ) : null}
      {'\n'}
    </div>
  )
}

const two = (number: number): string => String(number).padStart(2, '0')

/** Local time to the millisecond; what cannot be read is shown as it is. */
const timeOfDay = (at: string): string => {
  const time = new Date(at)
  if (Number.isNaN(time.getTime())) return at
  return `${two(time.getHours())}:${two(time.getMinutes())}:${two(time.getSeconds())}.${String(time.getMilliseconds()).padStart(3, '0')} `
}
