import type { PodRow } from '@binnacle/shared'
import { paths } from '../../paths.ts'
import { useLive } from '../../topics/LiveContext.tsx'
import { MiddleTruncated } from '../../ui/MiddleTruncated.tsx'

/** A link, so that it can be opened in a new tab; a plain click opens the peek like the rest of the row. */
export function PodName({ pod }: { pod: PodRow }) {
  const { context } = useLive()
  const href = paths.page(context, 'pods', { ns: pod.namespace, peek: paths.peek({ page: 'pods', ...pod }) })
  return (
    <a
      href={href}
      tabIndex={-1}
      data-row-link
      className="min-w-0 text-text no-underline hover:underline"
      onClick={(event) => {
        if (!event.ctrlKey && !event.metaKey && !event.shiftKey) event.preventDefault()
      }}
    >
      <MiddleTruncated text={pod.name} />
    </a>
  )
}
