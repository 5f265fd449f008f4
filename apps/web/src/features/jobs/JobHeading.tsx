import type { Family } from '@binnacle/shared'
import type { ReactNode } from 'react'
import { keptSearch, paths, useView } from '../../paths.ts'
import type { PageState } from '../../topics/PageState.ts'
import { Age } from '../../ui/Age.tsx'
import { Link } from '../../ui/Link.tsx'
import { AsOf } from '../../ui/PageStates.tsx'
import { Status } from '../../ui/Status.tsx'

type Props = {
  readonly job: { readonly namespace: string; readonly name: string; readonly created: number }
  readonly family: Family
  readonly word: string
  readonly state: PageState
  /** Beside the namespace, and beside the status. */
  readonly place?: string
  readonly chip?: ReactNode
  /** What can be done to it. */
  readonly children: ReactNode
}

/** Which Job a page is about, how it is, and what can be done to it. */
export function JobHeading({ job: { namespace, name, created }, family, word, state, place = '', chip, children }: Props) {
  const { context, search } = useView()
  return (
    <header className="flex flex-none flex-wrap items-start gap-x-4 gap-y-2">
      <div className="min-w-0 grow">
        <p className="flex flex-wrap items-center gap-x-1.5 text-meta text-muted">
          <Link href={paths.page(context, 'jobs', keptSearch(search))} className="text-muted">
            Jobs
          </Link>
          <span aria-hidden="true">›</span>
          <span>{namespace}</span>
          <span aria-hidden="true">·</span>
          <span>
            created <Age since={created} /> ago{place}
          </span>
        </p>
        <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
          <h1 className="min-w-0 text-title font-semibold [overflow-wrap:anywhere]">{name}</h1>
          <Status family={family} word={word} />
          {chip}
          {state.state === 'stale' ? <AsOf since={state.since} /> : null}
        </div>
      </div>
      {children}
    </header>
  )
}
