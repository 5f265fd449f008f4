import type { Failure, LogLine } from '@binnacle/shared'
import type { ClusterClient } from './ClusterClient.ts'
import { kubePath } from './kubePath.ts'
import { LogLines } from './LogLines.ts'

export type LogRequest = {
  readonly namespace: string
  readonly name: string
  readonly container: string
  readonly previous: boolean
  readonly follow: boolean
  readonly tailLines: number
  readonly signal: AbortSignal
  /** Lines in their order, as they come. While a promise that it returned is open no more are read. */
  readonly onLines: (lines: readonly LogLine[]) => Promise<void> | void
}

/** A follow that broke is taken up again this often in a row before it counts as failed, after 0.25 s, doubling: 8 s in all. */
const RESUMES = 6
const FIRST_PAUSE_MS = 250

/**
 * Reads one container's log, and what it writes from now on if `follow`. Resolves with null when the log ended (the container did) or the signal was aborted, else
 * with the failure: the apiserver's own message ("container … is waiting to start"). A connection that breaks while following is taken up again at the last line's
 * time, without showing a line twice.
 */
export async function logStream(client: ClusterClient, request: LogRequest): Promise<Failure | null> {
  const { namespace, name, container, previous, follow, tailLines, signal, onLines } = request
  const path = kubePath({ group: '', version: 'v1', resource: 'pods', namespace, name, subresource: 'log' })
  const lines = new LogLines()
  let failure: Failure | null = null
  for (let tries = 0; tries < RESUMES && !signal.aborted; tries++) {
    const since = lines.last
    const from = since === null ? { tailLines } : { sinceTime: since }
    const end = await client.stream(
      { path, query: { container, timestamps: true, follow, previous, ...from }, accept: '*/*', signal, idleMs: null },
      {
        onOpen: () => lines.resume(),
        onBytes: (bytes) => {
          const whole = lines.push(bytes)
          if (whole.length === 0) return undefined
          tries = 0
          return onLines(whole)
        },
      },
    )
    if (end.ok || signal.aborted) {
      const rest = lines.end()
      if (rest && !signal.aborted) await onLines([rest])
      return null
    }
    failure = end.failure
    // A refusal is the answer; only a broken connection is worth another try, and only from a line whose time is known.
    if (failure.code !== 0 || !follow || lines.last === null) return failure
    await client.pause(FIRST_PAUSE_MS * 2 ** tries, signal)
  }
  return signal.aborted ? null : failure
}
