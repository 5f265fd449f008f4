/** Parts of a pod's status as a kubelet would write them. Times are given as seconds ago. */
export type Json = Readonly<Record<string, unknown>>

/** Turns "seconds ago" into the times of one run, so that all of them fall on whole seconds of the same clock. */
export type Ago = (seconds: number) => string

export function agoFrom(moment: number): Ago {
  return (seconds) => new Date((Math.floor(moment) - seconds) * 1000).toISOString().replace('.000Z', 'Z')
}

/** `more` holds what differs: ready, started, restartCount, lastState. */
export function container(name: string, state: Json, more: Json = {}): Json {
  return { name, image: 'registry.example/app:1', imageID: '', ready: false, restartCount: 0, state, ...more }
}

export const running = (ago: Ago, seconds = 60): Json => ({ running: { startedAt: ago(seconds) } })

export const waiting = (reason?: string, message?: string): Json => ({ waiting: { ...(reason && { reason }), ...(message && { message }) } })

export type End = { exitCode: number; reason?: string; signal?: number; message?: string }

export function ended(ago: Ago, seconds: number, end: End): Json {
  return { terminated: { ...end, startedAt: ago(seconds + 30), finishedAt: ago(seconds), containerID: 'containerd://0' } }
}

/** `restartCount` and the last end, which give RESTARTS its age. */
export function restarted(ago: Ago, count: number, { seconds, ...end }: End & { seconds: number }): Json {
  return { restartCount: count, lastState: ended(ago, seconds, end) }
}

export function condition(type: string, status: string, more: Json = {}): Json {
  return { type, status, ...more }
}
