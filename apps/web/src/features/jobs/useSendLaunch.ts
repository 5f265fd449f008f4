import type { Failure, JobInput } from '@binnacle/shared'
import { useRef, useState } from 'react'
import { useAction } from '../../page/useAction.ts'
import { keptSearch, useView } from '../../paths.ts'
import { monitorPath } from './jobPaths.ts'
import { keptDrafts } from './keptDrafts.ts'

/** Sends a launch once, however often it is pressed; then the monitor is opened, or what the cluster said is told. */
export function useSendLaunch(): { sending: boolean; refused: { failure: Failure; input: JobInput } | null; send(input: JobInput): void } {
  const { context, search, go } = useView()
  const act = useAction('jobs.create')
  const underway = useRef(false)
  const [sending, setSending] = useState(false)
  const [refused, setRefused] = useState<{ failure: Failure; input: JobInput } | null>(null)
  const send = async (input: JobInput): Promise<void> => {
    if (underway.current) return
    underway.current = true
    setSending(true)
    setRefused(null)
    const outcome = await act(input, { notice: 'nothing' })
    underway.current = false
    setSending(false)
    if (!outcome.ok) return setRefused({ failure: outcome.failure, input })
    keptDrafts.forget(context)
    go(monitorPath(context, input, keptSearch(search)))
  }
  return { sending, refused, send: (input) => void send(input) }
}
