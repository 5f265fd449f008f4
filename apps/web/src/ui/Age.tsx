import { useTicking, useTime } from './Time.ts'

/** How long ago `since` (seconds since 1970) was, in kubectl's words. `<unknown>` where the cluster gave no time. */
export function Age({ since }: { since: number | null }) {
  const time = useTime()
  const text = useTicking((now) => time.age(since, now))
  return (
    <time dateTime={!since ? undefined : new Date(since * 1000).toISOString()} title={!since ? undefined : absoluteTime(since)}>
      {text}
    </time>
  )
}

/** Making one takes longer than a row may. */
const local = new Intl.DateTimeFormat(undefined, { dateStyle: 'short', timeStyle: 'medium' })

/** Local time, UTC and seconds. */
export function absoluteTime(seconds: number): string {
  const at = new Date(seconds * 1000)
  return `${local.format(at)} · ${at.toISOString().replace('.000Z', 'Z')} · ${seconds} s`
}
