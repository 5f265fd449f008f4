import type { Outcome, PodRow } from '@binnacle/shared'
import { useCommand } from '../../commands/useCommand.ts'
import type { Collection } from '../../topics/Collection.ts'
import { useNotices } from '../../ui/Notices.tsx'
import { useTime } from '../../ui/Time.ts'
import type { DeletionLog } from './DeletionLog.ts'
import { DeletionStory, suffixOf } from './DeletionStory.ts'

/** How long a replacement is waited for (ms). */
const STORY_MS = 60_000

type Parts = { readonly context: string; readonly collection: Collection<PodRow>; readonly log: DeletionLog }

/** Sends the deletes and tells, from the watch, what came of them. */
export function useDeletePods({ context, collection, log }: Parts): (pods: readonly PodRow[]) => void {
  const command = useCommand('pods.delete', context)
  const notices = useNotices()
  const time = useTime()

  return (pods) => {
    const story = new DeletionStory(pods, collection.values(), time.now())
    log.add(story)
    const update = notices.show({ text: story.text(), tone: 'plain' })
    const tell = () => {
      log.tell()
      update({ text: story.text(), tone: story.over ? 'ok' : 'plain' })
      if (story.over) end()
    }
    const unsubscribe = collection.subscribe((batch) => {
      const before = story.text()
      story.saw(batch, time.now())
      if (story.text() !== before || story.over) tell()
      else log.tell()
    })
    const forget = time.after(STORY_MS, () => end())
    const end = () => {
      unsubscribe()
      forget()
      log.remove(story)
    }
    for (const pod of pods) void send(pod)

    async function send(pod: PodRow): Promise<void> {
      const { namespace, name, uid } = pod
      const outcome: Outcome<unknown> = await command({ namespace, name, uid, gracePeriodSeconds: null })
      story.answered(uid, outcome.ok)
      if (outcome.ok) return tell()
      log.tell()
      notices.show({ tone: 'fail', text: `${suffixOf(name)} was not deleted: ${outcome.failure.message}` })
    }
  }
}
