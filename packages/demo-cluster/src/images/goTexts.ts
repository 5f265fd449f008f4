import type { Process } from '../containers/Process.ts'

/** A line of klog: letter, month and day, time with microseconds, process, file and line. */
export function klog(
  { pid, sandbox }: Process,
  level: 'I' | 'W' | 'E' | 'F',
  { at = 'log.go:244', text }: { readonly at?: string; readonly text: string },
): string {
  const iso = new Date(sandbox.clock.now()).toISOString()
  return `${level}${iso.slice(5, 7)}${iso.slice(8, 10)} ${iso.slice(11, 23)}000 ${String(pid).padStart(7)} ${at}] ${text}
`
}

/** Go's time.Time as it prints itself. */
export function goTime(now: number): string {
  const iso = new Date(now).toISOString()
  return `${iso.slice(0, 10)} ${iso.slice(11, 23)}000000 +0000 UTC`
}

/** As %q prints a text. */
export function goQuote(text: string): string {
  return JSON.stringify(text)
}
