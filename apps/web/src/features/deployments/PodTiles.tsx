import type { PodRow, ReplicaSetRow } from '@binnacle/shared'
import { type KeyboardEvent, useMemo, useState } from 'react'
import { paths, useView } from '../../paths.ts'
import type { PageState } from '../../topics/PageState.ts'
import { isArriving } from './isArriving.ts'
import { nextTile } from './nextTile.ts'
import { PodTile } from './PodTile.tsx'

type Props = { readonly pods: readonly PodRow[]; readonly set: ReplicaSetRow; readonly state: PageState; readonly deleted: boolean; readonly small: boolean }

/** The pods of a ReplicaSet in the order in which they were made. One stop of the keyboard, arrows within; Enter looks into a pod, `l` at its log. */
export function PodTiles({ pods, set, state, deleted, small }: Props) {
  const view = useView()
  const [focused, setFocused] = useState<string | null>(null)
  const sorted = useMemo(() => [...pods].sort((a, b) => a.created - b.created || (a.name < b.name ? -1 : 1)), [pods])
  const stop = sorted.some(({ uid }) => uid === focused) ? focused : (sorted[0]?.uid ?? null)
  const open = ({ namespace, name }: PodRow, at: 'log' | null = null) => view.set({ peek: paths.peek({ page: 'pods', namespace, name }), at })
  const onKeyDown = (event: KeyboardEvent<HTMLUListElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const pod = sorted.find(({ uid }) => uid === focused)
    if (event.key === 'l' && pod) {
      event.preventDefault()
      return open(pod, 'log')
    }
    const next = nextTile(event.currentTarget, event.key)
    if (next === null) return
    event.preventDefault()
    next.focus()
  }
  if (pods.length === 0) return <p className="mt-2 text-muted">{deleted ? 'Its pods are gone.' : noPods(set, state)}</p>
  return (
    <ul className="tiles" data-size={small ? 'small' : 'large'} aria-label={`${pods.length} ${pods.length === 1 ? 'pod' : 'pods'}`} onKeyDown={onKeyDown}>
      {sorted.map((pod) => (
        <PodTile
          key={pod.uid}
          pod={pod}
          set={set.name}
          small={small}
          reachable={pod.uid === stop}
          opened={view.search.peek === paths.peek({ page: 'pods', namespace: pod.namespace, name: pod.name })}
          onFocus={() => setFocused(pod.uid)}
          onOpen={() => open(pod)}
        />
      ))}
    </ul>
  )
}

function noPods({ desired }: ReplicaSetRow, state: PageState): string {
  if (isArriving(state)) return 'Reading its pods…'
  if (state.state === 'forbidden' || state.state === 'refused') return `Its pods may not be read: ${state.failure.message}`
  return desired === 0 ? 'No pods: it is scaled to 0.' : 'No pods yet.'
}
