import { kubectlLine, type PodRow } from '@binnacle/shared'
import { type KeyboardEvent, useMemo } from 'react'
import { useKubectlCluster } from '../../commands/useKubectlCluster.ts'
import { paths, useView } from '../../paths.ts'
import { useLive } from '../../topics/LiveContext.tsx'
import { copyText } from '../../ui/CopyButton.tsx'
import { useNotices } from '../../ui/Notices.tsx'
import type { RowOrder } from '../../ui/RowOrder.ts'
import type { Selection } from '../../ui/Selection.ts'
import { useDeletions } from './DeletionsContext.ts'
import { chosenPods } from './SelectionBar.tsx'

/** What a reader can do at a row, by key and by pointer. */
export function usePodActions(order: RowOrder<PodRow>, selection: Selection) {
  const { set } = useView()
  const { context } = useLive()
  const cluster = useKubectlCluster(context)
  const { ask } = useDeletions()
  const notices = useNotices()
  return useMemo(() => {
    const peek = (pod: PodRow, at: 'log' | null, replace = false) => set({ peek: paths.peek({ page: 'pods', ...pod }), at }, { replace })
    const copy = (text: string) => {
      copyText(text).then(
        () => notices.show({ tone: 'plain', text: `Copied ${text}` }),
        () => notices.show({ tone: 'fail', text: 'The browser did not allow copying' }),
      )
    }
    const askFor = (pod: PodRow, anchor: Element) => {
      const chosen = chosenPods(order, selection)
      ask(chosen.some(({ uid }) => uid === pod.uid) ? chosen : [pod], anchor)
    }
    const keys: Readonly<Record<string, (pod: PodRow, row: Element) => void>> = {
      d: (pod) => peek(pod, null),
      l: (pod) => peek(pod, 'log'),
      c: (pod) => copy(pod.name),
      C: ({ namespace, name }) => copy(kubectlLine({ view: 'describe', resource: 'pod', namespace, name }, cluster)),
      w: (_pod, row) => row.querySelector<HTMLElement>('[data-why]')?.click(),
      Delete: askFor,
    }
    return {
      open: (pod: PodRow) => peek(pod, null),
      follow: (pod: PodRow) => peek(pod, null, true),
      logs: (pod: PodRow) => peek(pod, 'log'),
      onRowKey: (event: KeyboardEvent, pod: PodRow): boolean => {
        const ctrlD = event.ctrlKey && event.key === 'd'
        if ((event.ctrlKey || event.metaKey || event.altKey) && !ctrlD) return false
        const act = keys[ctrlD ? 'Delete' : event.key]
        act?.(pod, event.currentTarget.querySelector(`[data-uid="${CSS.escape(pod.uid)}"]`) ?? event.currentTarget)
        return act !== undefined
      },
    }
  }, [set, cluster, ask, notices, order, selection])
}
