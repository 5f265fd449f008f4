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

export const READY = condition('Ready', 'True')
export const UNREADY = condition('Ready', 'False', { reason: 'ContainersNotReady', message: 'containers with unready status: [web]' })
export const INITIALIZED = condition('Initialized', 'True')
export const UNINITIALIZED = condition('Initialized', 'False', { reason: 'ContainersNotInitialized' })

export const main = (...names: string[]): Json[] => names.map((name) => ({ name, image: 'registry.example/app:1' }))
export const sidecar = (name: string): Json => ({ name, image: 'registry.example/mesh:1', restartPolicy: 'Always' })
export const two = { containers: main('web', 'log') }
export const bound = { nodeName: 'ship-1' }
