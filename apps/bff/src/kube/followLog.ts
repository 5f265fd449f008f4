import type { Failure, LogLine, StreamParams } from '@binnacle/shared'
import type { ClusterClient } from './ClusterClient.ts'
import { logStream } from './logStream.ts'

/** Where a log's lines go. After `ended` nothing more comes. */
export type LogSink = { lines(lines: readonly LogLine[]): void; ended(failure: Failure | null): void }

/** Follows one container's log (a `previous` one only to its end); returns what stops it, after which the sink hears nothing. */
export function followLog(client: ClusterClient, params: StreamParams<'pods.logs'>, sink: LogSink): () => void {
  const { namespace, name, container, previous, tail } = params
  const stopped = new AbortController()
  const request = { namespace, name, container, previous, follow: !previous, tailLines: tail, signal: stopped.signal, onLines: sink.lines.bind(sink) }
  void logStream(client, request).then((failure) => {
    if (!stopped.signal.aborted) sink.ended(failure)
  })
  return () => stopped.abort()
}
