import { MAX_DATA_BYTES } from '@binnacle/shared'
import { type DragEvent, useRef, useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { changeRow, type Draft, type DraftRow, emptyValue, withoutRow, withRows } from './Draft.ts'
import { DraftRowFields } from './DraftRowFields.tsx'
import type { Faults } from './draftFaults.ts'
import { SizeCounter } from './SizeCounter.tsx'

type Props = {
  readonly draft: Draft
  readonly faults: Faults
  readonly hidden: boolean
  readonly onDraft: (change: (draft: Draft) => Draft) => void
  readonly onLoad?: (row: DraftRow) => void
  /** Rows that belong to the type stay, unless they are in the cluster already. */
  readonly removable?: boolean
}

/** The keys and values, typed, pasted or dropped as files. */
export function DraftRows({ draft, faults, hidden, onDraft, onLoad, removable = false }: Props) {
  const picker = useRef<HTMLInputElement>(null)
  const [refused, setRefused] = useState<string | null>(null)
  const take = async (files: readonly File[]) => {
    const large = files.filter(({ size }) => size > MAX_DATA_BYTES)
    setRefused(
      large.length === 0 ? null : `${large.map(({ name }) => name).join(', ')}: larger than the 1,048,576 bytes that all values together may have. Not taken.`,
    )
    const fitting = files.filter(({ size }) => size <= MAX_DATA_BYTES)
    const read = await Promise.all(
      fitting.map(async (file) => ({ key: file.name, value: { from: 'file', name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) } as const })),
    )
    onDraft((now) => withFiles(now, read))
  }
  const drop = (event: DragEvent) => {
    if (event.dataTransfer.files.length === 0) return
    event.preventDefault()
    void take([...event.dataTransfer.files])
  }
  return (
    <section aria-label="Keys and values" className="flex flex-col gap-2" onDragOver={(event) => event.preventDefault()} onDrop={drop}>
      <ul className="flex flex-col gap-2">
        {draft.rows.map((row) => (
          <DraftRowFields
            key={row.id}
            row={row}
            hidden={hidden}
            faults={{ key: faults.get(`key:${row.id}`) ?? null, value: faults.get(`value:${row.id}`) ?? null }}
            onChange={(change) => onDraft((now) => changeRow(now, row.id, change))}
            onRows={(rows) => onDraft((now) => withRows(now, rows))}
            onRemove={row.fixed && !removable ? null : () => onDraft((now) => withoutRow(now, row.id))}
            {...(onLoad && row.value.from === 'kept' ? { onLoad: () => onLoad(row) } : {})}
          />
        ))}
      </ul>
      <div className="flex flex-wrap items-center gap-2">
        <Button
          onClick={() =>
            onDraft((now) => ({ ...now, rows: [...now.rows, { id: now.nextId, key: '', value: emptyValue, fixed: false }], nextId: now.nextId + 1 }))
          }
        >
          Add key
        </Button>
        <Button onClick={() => picker.current?.click()}>Add files</Button>
        <input
          ref={picker}
          type="file"
          multiple
          className="sr-only"
          tabIndex={-1}
          aria-label="Files"
          onChange={(event) => {
            void take([...(event.target.files ?? [])])
            event.target.value = ''
          }}
        />
        <span className="text-meta text-muted">or drop files here, or paste key=value lines into a key</span>
        <SizeCounter draft={draft} fault={faults.get('data') ?? null} />
      </div>
      {refused === null ? null : (
        <p role="alert" className="text-fail-text" data-fault>
          {refused}
        </p>
      )}
    </section>
  )
}

/** A file named like a row that has no value yet fills it. */
function withFiles(draft: Draft, files: readonly { readonly key: string; readonly value: DraftRow['value'] }[]): Draft {
  return files.reduce((now, file) => {
    const waiting = now.rows.find(({ key, value }) => key === file.key && value.from === 'text' && value.text === '')
    return waiting ? changeRow(now, waiting.id, { value: file.value }) : withRows(now, [file])
  }, draft)
}
