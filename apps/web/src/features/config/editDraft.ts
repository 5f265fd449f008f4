import { type ConfigMapDetail, type DataEntry, textOfBytes } from '@binnacle/shared'
import { type Draft, type DraftRow, type DraftValue, emptyDraft } from './Draft.ts'
import { draftData } from './draftData.ts'

type Base = Pick<ConfigMapDetail, 'keys' | 'version'>

/** Every key of the object, kept as it is. */
export function editDraft({ keys }: Base): Draft {
  const rows = keys.map(({ name, bytes }, id): DraftRow => ({ id, key: name, value: { from: 'kept', bytes }, fixed: true }))
  return { ...emptyDraft, rows, nextId: rows.length }
}

/** The same edits on what the cluster has now: keys that came are kept, keys that went and were not touched are gone. */
export function rebased(draft: Draft, before: Base, now: Base): Draft {
  const sizes = new Map(now.keys.map(({ name, bytes }) => [name, bytes]))
  const known = new Set([...before.keys.map(({ name }) => name), ...draft.rows.map(({ key }) => key)])
  const rows = draft.rows.flatMap((row): DraftRow[] => {
    const bytes = sizes.get(row.key)
    if (row.value.from !== 'kept') return [{ ...row, fixed: bytes !== undefined }]
    return bytes === undefined ? [] : [{ ...row, value: { from: 'kept', bytes } }]
  })
  const came = now.keys.filter(({ name }) => !known.has(name))
  const added = came.map(({ name, bytes }, index): DraftRow => ({ id: draft.nextId + index, key: name, value: { from: 'kept', bytes }, fixed: true }))
  return { ...draft, rows: [...rows, ...added], nextId: draft.nextId + added.length }
}

/** What differs from the object: only this is sent. */
export function editChange(draft: Draft, { keys }: Base): { set: DataEntry[]; remove: string[] } {
  const left = new Set(draft.rows.map(({ key }) => key))
  return { set: draftData(draft), remove: keys.map(({ name }) => name).filter((name) => !left.has(name)) }
}

/** Bytes as a value to edit: text where a text field can hold it unchanged. */
export function editable(bytes: Uint8Array<ArrayBuffer>): DraftValue {
  const text = textOfBytes(bytes)
  return text === null || /[\r\0]/.test(text) ? { from: 'file', name: 'the cluster, which a text field cannot hold unchanged', bytes } : { from: 'text', text }
}
