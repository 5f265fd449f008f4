import type { PodRow } from '@binnacle/shared'
import { type ReactNode, useMemo, useState } from 'react'
import { useSessionInfo } from '../../commands/useSessionInfo.ts'
import { useView } from '../../paths.ts'
import { useLive } from '../../topics/LiveContext.tsx'
import { useLink } from '../../topics/useLink.ts'
import { useTopic } from '../../topics/useTopic.ts'
import { useNotices } from '../../ui/Notices.tsx'
import type { DeleteQuestion } from './DeleteQuestion.tsx'
import { DeletionLog } from './DeletionLog.ts'
import { DeletionsContext, type DeletionsValue } from './DeletionsContext.ts'
import { refusalOf } from './deleteWords.ts'
import { loadQuestion } from './loadQuestion.ts'
import { useDeletePods } from './useDeletePods.ts'

type Asking = { readonly Question: typeof DeleteQuestion; readonly pods: readonly PodRow[]; readonly anchor: Element | null }

/** Deleting pods, from wherever on the page: asks, sends, and tells what came of it. */
export function Deletions({ children }: { children: ReactNode }) {
  const { context } = useLive()
  const { namespaces } = useView()
  const { link } = useLink()
  const session = useSessionInfo()
  const notices = useNotices()
  const pods = useTopic('pods', { namespaces })
  const [log] = useState(() => new DeletionLog())
  const [asking, setAsking] = useState<Asking | null>(null)
  const deletePods = useDeletePods({ context, collection: pods.collection, log })

  const connected = link.state === 'open'
  const protectedNamespaces = session?.ok ? session.output.protectedNamespaces : null
  const value = useMemo<DeletionsValue>(
    () => ({
      ask: (wished, anchor) =>
        loadQuestion(
          (Question) => setAsking({ Question, pods: wished, anchor }),
          () => notices.show({ tone: 'fail', text: 'Binnacle did not answer, so the question before a delete could not be shown. Nothing was deleted.' }),
        ),
      refusal: (wished) => refusalOf(wished, { protectedNamespaces: protectedNamespaces ?? [], connected }),
      asking: asking !== null,
      log,
    }),
    [log, asking, connected, protectedNamespaces, notices],
  )
  return (
    <DeletionsContext value={value}>
      {children}
      {asking && (
        <asking.Question
          key={asking.pods.map((pod) => pod.uid).join()}
          pods={asking.pods}
          anchor={asking.anchor}
          collection={pods.collection}
          silent={pods.state.state === 'stale' && pods.state.cause === 'cluster' ? pods.state.since : null}
          onCancel={() => setAsking(null)}
          onDelete={() => {
            setAsking(null)
            deletePods(asking.pods)
          }}
        />
      )}
    </DeletionsContext>
  )
}
