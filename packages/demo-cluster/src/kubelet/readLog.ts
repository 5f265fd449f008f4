import type { LogOptions } from '../containers/Container.ts'
import type { ContainerLog, LogLine } from './ContainerLog.ts'

export type LogReader = { readonly now: number; readonly write: (text: string) => void; readonly end: () => void }

/** Gives what the options ask for of a log, and with `follow` what comes, until the container ends. Returns what stops it. */
export function readLog(log: ContainerLog, options: LogOptions, { now, write, end }: LogReader): () => void {
  const since = options.sinceTime === undefined ? now - (options.sinceSeconds ?? Number.POSITIVE_INFINITY) * 1000 : Date.parse(options.sinceTime)
  const words = ({ at, text }: LogLine) => (options.timestamps ? `${nanoTimestamp(at)} ${text}\n` : `${text}\n`)
  const recent = log.lines.filter(({ at }) => at >= since)
  const asked = options.tailLines === undefined ? recent : recent.slice(Math.max(0, recent.length - options.tailLines))
  let left = options.limitBytes ?? Number.POSITIVE_INFINITY
  function give(text: string): void {
    const bytes = Buffer.byteLength(text)
    if (left > 0 && text !== '') write(bytes <= left ? text : Buffer.from(text).subarray(0, left).toString('utf8'))
    left -= bytes
  }
  give(asked.map(words).join(''))
  if (!options.follow || log.ended || left <= 0) {
    end()
    return () => {}
  }
  const stop = log.follow({
    line(line) {
      give(words(line))
      if (left > 0) return
      stop()
      end()
    },
    end,
  })
  return stop
}

/** As containerd writes times into logs. */
function nanoTimestamp(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 23)}000000Z`
}
