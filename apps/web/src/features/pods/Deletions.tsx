import type { PodRow } from '@binnacle/shared'
import { type ReactNode, useMemo, useState } from 'react'
import { useStanding } from '../../page/useRefusal.ts'
import { useView } from '../../paths.ts'
import { useTopic } from '../../topics/useTopic.ts'
import { useNotices } from '../../ui/Notices.tsx'
import type { DeleteQuestion } from './DeleteQuestion.tsx'
import { DeletionsContext, type DeletionsValue } from './DeletionsContext.ts'
import { refusalOf } from './deleteWords.ts'
import { loadQuestion } from './loadQuestion.ts'

type Asking = { readonly Question: typeof DeleteQuestion; readonly pods: readonly PodRow[]; readonly anchor: Element | null }

/** Deleting pods, from wherever on the page: asks, sends, and tells what came of it. */
export function Deletions({ children }: { children: ReactNode }) {
  const { namespaces } = useView()
  const standing = useStanding()
  const notices = useNotices()
  const pods = useTopic('pods', { namespaces })
  const [asking, setAsking] = useState<Asking | null>(null)

  const value = useMemo<DeletionsValue>(
    () => ({
      ask: (wished, anchor) =>
        loadQuestion(
          (Question) => setAsking({ Question, pods: wished, anchor }),
          () => notices.show({ tone: 'fail', text: 'Binnacle did not answer, so the question before a delete could not be shown. Nothing was deleted.' }),
        ),
      refusal: (wished) => refusalOf(wished, standing),
      asking: asking !== null,
    }),
    [asking, standing, notices],
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
          onClose={() => setAsking(null)}
        />
      )}
    </DeletionsContext>
  )
}
