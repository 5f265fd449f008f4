import { type PodRow, type ReplicaSetRow, replicaSetFamily, visibleText } from '@binnacle/shared'
import { Quote } from '../../page/Quote.tsx'
import type { PageState } from '../../topics/PageState.ts'
import { StatusGlyph } from '../../ui/StatusGlyph.tsx'
import { useTicking } from '../../ui/Time.ts'
import { imagesTitle } from './imagesTitle.ts'
import { PodTiles } from './PodTiles.tsx'

type Props = {
  readonly set: ReplicaSetRow
  readonly pods: readonly PodRow[]
  readonly current: boolean
  readonly state: PageState
  readonly deleted: boolean
  readonly small: boolean
}

/** One ReplicaSet: which revision it is, what it runs, how many of its pods are there, and these pods. `state` is that of the pods. */
export function SetLane({ set, pods, current, state, deleted, small }: Props) {
  const family = useTicking((now) => replicaSetFamily(set, now / 1000))
  const { revision, name, hash, desired, replicas, ready, images, cause } = set
  return (
    <div
      className="lane"
      role="group"
      aria-label={`${revision === null ? 'ReplicaSet' : `Revision ${revision}`}, ${name}`}
      data-uid={set.uid}
      data-current={current || undefined}
    >
      <div className="flex flex-wrap items-baseline gap-x-3">
        <h3 className="flex min-w-0 items-baseline gap-1.5 font-semibold">
          <span className="self-center">
            <StatusGlyph family={family} />
          </span>
          {revision === null ? 'No revision' : `Revision ${revision}`}
          {current ? <span className="lane-now">now</span> : null}
        </h3>
        <span className="min-w-0 truncate font-mono text-mono text-muted" title={name}>
          {hash !== '' && name.endsWith(hash) ? hash : name}
        </span>
        <span className="ml-auto whitespace-nowrap" title="as kubectl get replicasets counts them">
          <span className="text-muted">desired</span> {desired} <span className="text-muted">current</span> {replicas} <span className="text-muted">ready</span>{' '}
          <span className={ready < desired ? 'font-semibold' : ''}>{ready}</span>
        </span>
      </div>
      <p className="truncate text-muted" title={imagesTitle(images)}>
        <span className="font-mono text-mono">{visibleText(images.map(({ image }) => image).join(', '))}</span>
        {cause === null ? null : (
          <>
            {' · '}“<bdi>{visibleText(cause)}</bdi>”
          </>
        )}
      </p>
      {set.failure?.status === 'True' ? (
        <p className="mt-1 text-fail-text">
          <strong className="font-mono text-mono font-semibold">{visibleText(set.failure.reason)}</strong> <Quote text={set.failure.message} />
        </p>
      ) : null}
      <PodTiles pods={pods} set={set} state={state} deleted={deleted} small={small} />
    </div>
  )
}
