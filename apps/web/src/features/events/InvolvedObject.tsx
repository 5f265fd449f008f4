import { type EventRow, Label, Subdomain } from '@binnacle/shared'
import { RowLink } from '../../page/RowLink.tsx'
import { paths, useView } from '../../paths.ts'
import { MiddleTruncated } from '../../ui/MiddleTruncated.tsx'
import { objectText } from './objectText.ts'

type Involved = EventRow['object']

/** What the event is about, as kubectl writes it. A pod is a link to its peek; other kinds have no page yet. */
export function InvolvedObject({ object }: { object: Involved }) {
  const { context, search, set } = useView()
  const text = <MiddleTruncated text={objectText(object)} />
  if (!isPod(object)) return text
  const peek = paths.peek({ page: 'pods', namespace: object.namespace, name: object.name })
  return (
    <RowLink href={paths.page(context, 'events', { ...search, peek })} onOpen={() => set({ peek })}>
      {text}
    </RowLink>
  )
}

/** Whoever writes an event may write anything into it; only what can be the name of a pod is one. */
export const isPod = ({ kind, namespace, name }: Involved): boolean => kind === 'Pod' && Label.safeParse(namespace).success && Subdomain.safeParse(name).success
