import { fromBase64, textOfBytes, visibleText } from '@binnacle/shared'
import { useMemo } from 'react'
import { useRead } from '../../commands/useRead.ts'
import { useLive } from '../../topics/LiveContext.tsx'
import type { ConfigDetail } from './ConfigKind.ts'
import type { Draft } from './Draft.ts'
import { type DiffLine, textDiff } from './textDiff.ts'
import { useAgainWhen } from './useAgainWhen.ts'

type Props = { readonly row: ConfigDetail; readonly draft: Draft; readonly remove: readonly string[] }

const MARK = { same: ' ', before: '-', after: '+' } as const
/** A longer change is counted, not shown. */
const MAX_LINES = 200

/** What the edits would change, key by key. */
export function ConfigMapDiff({ row: { namespace, name, uid, version }, draft, remove }: Props) {
  const { context } = useLive()
  const { outcome, again } = useRead('configmaps.values', { namespace, name, uid }, { context, fresh: 0 })
  useAgainWhen(version, again)
  const stored = useMemo(() => new Map((outcome?.ok ? outcome.output.data : []).map(({ key, value }) => [key, textOfBytes(fromBase64(value))])), [outcome])
  const changes = [
    ...draft.rows.flatMap(({ key, value }) =>
      value.from === 'text' && stored.get(key) !== value.text ? [{ key, lines: textDiff(stored.get(key) ?? '', value.text) }] : [],
    ),
    ...remove.map((key) => ({ key, lines: textDiff(stored.get(key) ?? '', '') })),
  ]
  if (!outcome?.ok || changes.length === 0) return null
  return (
    <section aria-label="What changes" className="flex flex-col gap-2">
      {changes.map(({ key, lines }) => (
        <Change key={key} name={key} lines={lines.filter(({ side, text }) => side === 'same' || text !== '' || lines.length > 2)} />
      ))}
    </section>
  )
}

function Change({ name, lines }: { name: string; lines: readonly DiffLine[] }) {
  return (
    <div className="card config-diff px-3 py-2" data-diff={name}>
      <p className="font-mono text-mono">{name}</p>
      <div className="config-value" tabIndex={0} role="group" aria-label={`Changes of ${name}`}>
        {lines.slice(0, MAX_LINES).map(({ side, text }, index) => (
          // The lines of one comparison have no identity but their place.
          <div key={index} data-side={side}>
            {MARK[side]} {visibleText(text)}
          </div>
        ))}
      </div>
      {lines.length > MAX_LINES ? <p className="text-muted">and {lines.length - MAX_LINES} more lines</p> : null}
    </div>
  )
}
