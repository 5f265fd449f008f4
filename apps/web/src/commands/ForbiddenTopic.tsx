import { lazy, Suspense } from 'react'
import type { ForbiddenTopicProps } from './ForbiddenCard.tsx'

const ForbiddenCard = lazy(() => import('./ForbiddenCard.tsx').then((module) => ({ default: module.ForbiddenCard })))

/** Loaded where something is forbidden. */
export function ForbiddenTopic(props: ForbiddenTopicProps) {
  return (
    <Suspense>
      <ForbiddenCard {...props} />
    </Suspense>
  )
}
