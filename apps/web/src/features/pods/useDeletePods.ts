import type { PodRow } from '@binnacle/shared'
import { follow } from '../../page/follow.ts'
import { useAction } from '../../page/useAction.ts'
import { useView } from '../../paths.ts'
import type { Collection } from '../../topics/Collection.ts'
import { useNotices } from '../../ui/Notices.tsx'
import { useTime } from '../../ui/Time.ts'
import { DeletionStory, suffixOf } from './DeletionStory.ts'

/** How long a replacement is waited for (ms). */
const STORY_MS = 60_000

/** Sends the deletes and tells, from the watch, what came of them. */
export function useDeletePods(collection: Collection<PodRow>): (pods: readonly PodRow[]) => void {
  const act = useAction('pods.delete')
  const { namespaces } = useView()
  const notices = useNotices()
  const time = useTime()

  return (pods) => {
    const story = new DeletionStory(pods, collection.values(), time.now())
    const update = notices.show({ text: story.text(), tone: 'plain' })
    const tell = () => {
      update({ text: story.text(), tone: story.over ? 'ok' : 'plain' })
      if (story.over) end()
    }
    const unsubscribe = collection.subscribe((batch) => {
      const before = story.text()
      story.saw(batch, time.now())
      if (story.text() !== before || story.over) tell()
    })
    const forget = time.after(STORY_MS, () => end())
    const end = () => {
      unsubscribe()
      forget()
    }
    for (const pod of pods) void send(pod)

    async function send(pod: PodRow): Promise<void> {
      const { namespace, name, uid } = pod
      // The rows of this page, where it is one of them: nothing new is watched.
      const shown = collection.get(uid) === undefined ? [namespace] : namespaces
      const outcome = await act(
        { namespace, name, uid, gracePeriodSeconds: null },
        {
          notice: 'nothing',
          follow: follow({
            topic: 'pods',
            params: () => ({ namespaces: shown }),
            uid: (input) => input.uid,
            seen: (row) => row.deletedAt !== null,
            done: 'gone',
          }),
        },
      )
      story.answered(uid, outcome.ok)
      if (outcome.ok) return tell()
      notices.show({ tone: 'fail', text: `${suffixOf(name)} was not deleted: ${outcome.failure.message}` })
    }
  }
}
