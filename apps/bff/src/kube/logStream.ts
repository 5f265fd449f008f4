import type { Failure, LogLine } from '@binnacle/shared'
import type { ClusterClient } from './ClusterClient.ts'

export type LogRequest = {
  readonly namespace: string
  readonly name: string
  readonly container: string
  readonly previous: boolean
  readonly follow: boolean
  readonly tailLines: number
  readonly signal: AbortSignal
  /** Lines in their order; while a returned promise is open no more are read. */
  readonly onLines: (lines: readonly LogLine[]) => Promise<void> | void
}

/** Reads one container's log. Resolves when the log ended (null), failed, or the signal was aborted (null). */
export declare function logStream(client: ClusterClient, request: LogRequest): Promise<Failure | null>
