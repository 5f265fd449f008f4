import { useSyncExternalStore } from 'react'
import { useDeletions } from './DeletionsContext.ts'

const WORDS = { sent: 'delete sent', accepted: 'delete accepted', seen: 'delete seen', done: 'deleted', refused: 'delete refused' } as const

/** Our own wish for this pod and how far it has come; the status beside it stays the cluster's. */
export function IntentChip({ uid }: { uid: string }) {
  const { log } = useDeletions()
  const write = useSyncExternalStore(log.subscribe, () => log.writeOf(uid))
  if (write === null) return null
  return (
    <span role="status" className="chip" data-tone={write === 'refused' ? 'fail' : 'progress'} data-write={write}>
      {WORDS[write]}
    </span>
  )
}
