import type { IncomingMessage } from 'node:http'
import type { Clock, Failure, Outcome } from '@binnacle/shared'
import { disconnected, failureOf, notKubernetes } from './failure.ts'

export type Limits = {
  /** How long the body may pause; null: for ever. Pauses that the reader asked for do not count. */
  readonly idleMs: number | null
  readonly signal: AbortSignal | undefined
  readonly clock: Clock
}

/** Reads a body to its end, giving on each chunk; null when it was complete. The next chunk waits for the promise that the reader returned. */
export function readStream(response: IncomingMessage, onBytes: (bytes: Buffer) => Promise<void> | void, limits: Limits): Promise<Failure | null> {
  return new Promise((resolve) => {
    let over = false
    const idle = idleTimer(limits, () => finish(disconnected(`the cluster sent nothing for ${Math.round((limits.idleMs ?? 0) / 1000)} s`)))
    const finish = (failure: Failure | null) => {
      if (over) return
      over = true
      idle.stop()
      limits.signal?.removeEventListener('abort', onAbort)
      if (failure) response.destroy()
      resolve(failure)
    }
    const onAbort = () => finish(disconnected('the request was given up'))
    if (limits.signal?.aborted) return onAbort()
    limits.signal?.addEventListener('abort', onAbort, { once: true })
    response.on('data', (bytes: Buffer) => {
      if (over) return
      const busy = onBytes(bytes)
      idle.heard()
      if (!(busy instanceof Promise)) return
      response.pause()
      idle.hold()
      const goOn = () => {
        idle.heard()
        response.resume()
      }
      busy.then(goOn, (thrown: unknown) => finish(failureOf(thrown)))
    })
    response.on('end', () => finish(response.complete ? null : disconnected('the cluster closed the connection')))
    response.on('error', (thrown) => finish(failureOf(thrown)))
    response.on('close', () => finish(disconnected('the cluster closed the connection')))
  })
}

/** A whole body, if it is not larger than the limit. */
export async function readBody(response: IncomingMessage, limits: Limits & { maxBytes: number }): Promise<Outcome<Buffer>> {
  const chunks: Buffer[] = []
  let size = 0
  const collect = (bytes: Buffer) => {
    size += bytes.length
    if (size > limits.maxBytes) response.destroy()
    else chunks.push(bytes)
  }
  const failure = await readStream(response, collect, limits)
  if (size > limits.maxBytes) return { ok: false, failure: notKubernetes(`the answer is larger than ${limits.maxBytes} bytes`) }
  return failure ? { ok: false, failure } : { ok: true, output: Buffer.concat(chunks) }
}

/** One timer for the whole stream instead of one per chunk. */
function idleTimer({ idleMs, clock }: Limits, onIdle: () => void): { heard(): void; hold(): void; stop(): void } {
  let heardAt = clock.now()
  let held = false
  let cancel = () => {}
  const arm = (ms: number) => {
    cancel = clock.after(ms, () => {
      const left = held ? (idleMs ?? 0) : heardAt + (idleMs ?? 0) - clock.now()
      if (left > 0) arm(left)
      else onIdle()
    })
  }
  if (idleMs !== null) arm(idleMs)
  return {
    heard: () => {
      heardAt = clock.now()
      held = false
    },
    hold: () => {
      held = true
    },
    stop: () => cancel(),
  }
}
