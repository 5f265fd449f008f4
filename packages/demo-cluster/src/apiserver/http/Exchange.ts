import type { IncomingMessage, ServerResponse } from 'node:http'
import type { User } from '../Api.ts'
import type { HttpParts } from './HttpParts.ts'
import type { Wanted } from './negotiate.ts'

/** One request under way, after it was seen who asks and which form of answer they take. */
export type Exchange = {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly parts: HttpParts
  readonly user: User
  readonly path: string
  readonly query: URLSearchParams
  readonly wanted: Wanted
  /** Empty for requests that have none. */
  readonly body: Buffer
}
