import { humanDuration, type PodDetail, type PodRow, type TopicParams } from '@binnacle/shared'
import type { Known } from '../../page/ObjectMemory.ts'
import { useRows } from '../../topics/useRows.ts'
import { useTopic } from '../../topics/useTopic.ts'
import { Button } from '../../ui/Button.tsx'
import { StatusGlyph } from '../../ui/StatusGlyph.tsx'
import { Ticking } from '../../ui/Ticking.tsx'
import type { PodName } from './PodName.ts'
import { replacementOf } from './replacement.ts'

type Props = {
  readonly known: Known<PodDetail>
  readonly deletedAt: number
  readonly list?: TopicParams<'pods'>
  readonly onOpen: (pod: PodName) => void
}

export function Deleted({ known, deletedAt, list, onOpen }: Props) {
  const { row: pod, successor } = known
  const pods = useTopic('pods', pod.row.controller === null ? null : (list ?? { namespaces: [pod.namespace] }))
  const rows = useRows(pods.collection)
  const next: PodRow | null = successor?.row ?? replacementOf(pod, deletedAt, rows)
  return (
    <div role="status" className="mx-4 mb-2 flex flex-wrap items-center gap-x-2 gap-y-1 rounded-control border border-leaving px-3 py-1.5">
      <StatusGlyph family="leaving" />
      <strong className="font-semibold">
        <Ticking text={(now) => `Deleted ${humanDuration((now - deletedAt) / 1000)} ago`} />
      </strong>
      <span className="text-muted">What you see is the last that was known.</span>
      {next === null ? null : (
        <span className="w-full">
          Replaced by{' '}
          <Button kind="link" onClick={() => onOpen(next)}>
            <span className="font-mono text-mono">{next.name}</span>
          </Button>
        </span>
      )}
    </div>
  )
}
