import { type StreamParams, topicKey } from '@binnacle/shared'
import { useMemo, useSyncExternalStore } from 'react'
import type { LogView, Observable } from './Live.ts'
import { useLive } from './LiveContext.tsx'

/** Follows one container's log while the component is mounted; nothing with null. Another `run` of the container is another log. */
export const useLogs = (params: StreamParams<'pods.logs'> | null, run = ''): LogView => {
  const { socket, context } = useLive()
  const key = params === null ? null : topicKey('pods.logs', context, { ...params, run })
  // eslint-disable-next-line react/exhaustive-deps -- the key stands for context and params
  const logs = useMemo(() => (params === null ? nothing : socket.logs(context, params, run)), [socket, key])
  return useSyncExternalStore(logs.subscribe, logs.get)
}

const noLines: LogView = { state: 'connecting', failure: null, lines: [], dropped: 0, gap: false }
const nothing: Observable<LogView> = { get: () => noLines, subscribe: () => () => undefined }
