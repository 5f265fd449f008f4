import type { TopicName, TopicRow } from '@binnacle/shared'
import { useMemo, useSyncExternalStore } from 'react'
import { useLive } from '../topics/LiveContext.tsx'
import type { Topic } from '../topics/useTopic.ts'
import { ObjectMemory, type Remembered } from './ObjectMemory.ts'

/** The one object of a topic, remembered when it is deleted. */
export function useRemembered<N extends TopicName>({ collection }: Topic<N>): Remembered<TopicRow<N>> {
  const { socket } = useLive()
  const memory = useMemo(() => new ObjectMemory<TopicRow<N>>(collection, () => socket.serverNow()), [collection, socket])
  return useSyncExternalStore(memory.subscribe, memory.get)
}
