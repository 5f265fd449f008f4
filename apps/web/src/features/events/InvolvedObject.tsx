import type { EventRow } from '@binnacle/shared'
import { RowLink } from '../../page/RowLink.tsx'
import { paths, useView } from '../../paths.ts'
import { MiddleTruncated } from '../../ui/MiddleTruncated.tsx'

type Involved = EventRow['object']

/** What the event is about, as kubectl writes it. A pod is a link to its peek; other kinds have no page yet. */
export function InvolvedObject({ object }: { object: Involved }) {
  const { context, search, set } = useView()
  const text = <MiddleTruncated text={`${object.kind.toLowerCase()}/${object.name}`} />
  if (!isPod(object)) return text
  const peek = paths.peek({ page: 'pods', namespace: object.namespace, name: object.name })
  return (
    <RowLink href={paths.page(context, 'events', { ...search, peek })} onOpen={() => set({ peek })}>
      {text}
    </RowLink>
  )
}

export const isPod = (object: Involved): boolean => object.kind === 'Pod' && object.name !== '' && object.namespace !== ''
