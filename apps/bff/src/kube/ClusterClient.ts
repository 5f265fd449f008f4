import type { Clock, Outcome } from '@binnacle/shared'
import type { Credentials } from './Credentials.ts'
import type { KubeRequest, StreamEnd, StreamRequest, StreamSink } from './request.ts'

export class ClusterClient {
  readonly #credentials: Credentials
  readonly #clock: Clock

  constructor(credentials: Credentials, clock: Clock) {
    this.#credentials = credentials
    this.#clock = clock
  }

  async json(_request: KubeRequest): Promise<Outcome<unknown>> {
    throw new Error(`not built yet ${this.#clock.now()} ${this.#credentials}`)
  }

  async stream(_request: StreamRequest, _sink: StreamSink): Promise<StreamEnd> {
    throw new Error('not built yet')
  }
}
