import type { Status } from '../../Status.ts'

/** 503 with a reason that people read. */
export function unavailable(message: string): Status {
  return { code: 503, reason: 'ServiceUnavailable', message }
}
