import type { LogLine } from '@binnacle/shared'
import { memo, type ReactNode, useState, useSyncExternalStore } from 'react'
import { type LogBlock, LogNumbers } from './LogNumbers.ts'
import { LogScroll } from './LogScroll.ts'
import { logSegments } from './logSegments.ts'
import './log.css'

/** A line is shown up to here (characters); the rest on request, because one line can be a megabyte. */
const MAX_SHOWN = 4_000

type Props = {
  readonly label: string
  readonly lines: readonly LogLine[]
  readonly wrap: boolean
  readonly timestamps: boolean
  /** What is said above the first line, and below the last. */
  readonly before: (forgotten: number) => ReactNode
  readonly after: ReactNode
}

export function LogLines({ label, lines, wrap, timestamps, before, after }: Props) {
  const [numbers] = useState(() => new LogNumbers())
  const [{ attach, toEnd, subscribe, get }] = useState(() => new LogScroll(() => numbers.end))
  const blocks = numbers.blocks(lines)
  const state = useSyncExternalStore(subscribe, get)
  return (
    <div className="relative min-h-0 grow">
      <section
        ref={attach}
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
            <Block key={block.first - (block.first % 100)} block={block} timestamps={timestamps} />
          ))}
          {after}
        </div>
      </section>
      {state.following ? null : <NewLines count={numbers.end - state.since} onPress={toEnd} />}
    </div>
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

function Line({ line, timestamps }: { line: LogLine; timestamps: boolean }) {
  const [whole, setWhole] = useState(false)
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
