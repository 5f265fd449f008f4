import type { SecretType } from '@binnacle/shared'

/** Where the value of a row comes from. `kept`: the cluster's own, which was not read. */
export type DraftValue =
  | { readonly from: 'text'; readonly text: string }
  | { readonly from: 'file'; readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly from: 'kept'; readonly bytes: number }

/** `fixed`: the key belongs to the type, or is in the cluster already. */
export type DraftRow = { readonly id: number; readonly key: string; readonly value: DraftValue; readonly fixed: boolean }

export type Login = { readonly server: string; readonly username: string; readonly password: string; readonly email: string }

/** What is being typed. It lives in the form's state and nowhere else. */
export type Draft = { readonly type: SecretType; readonly rows: readonly DraftRow[]; readonly login: Login; readonly nextId: number }

export const emptyValue: DraftValue = { from: 'text', text: '' }
export const emptyDraft: Draft = {
  type: 'Opaque',
  rows: [{ id: 0, key: '', value: emptyValue, fixed: false }],
  login: { server: '', username: '', password: '', email: '' },
  nextId: 1,
}

/** The keys that a type cannot be without, in the order in which they are asked for. */
export const typeKeys: { readonly [T in SecretType]: readonly string[] } = {
  Opaque: [],
  'kubernetes.io/tls': ['tls.crt', 'tls.key'],
  'kubernetes.io/basic-auth': ['username', 'password'],
  'kubernetes.io/dockerconfigjson': [],
}

const isBlank = ({ key, value }: DraftRow): boolean => key === '' && value.from === 'text' && value.text === ''
const isEmpty = ({ value }: DraftRow): boolean => value.from === 'text' && value.text === ''

export function withRows(draft: Draft, added: readonly { readonly key: string; readonly value: DraftValue }[]): Draft {
  const rows = added.map(({ key, value }, index) => ({ id: draft.nextId + index, key, value, fixed: false }))
  const before = rows.length > 0 ? draft.rows.filter((row) => !isBlank(row)) : draft.rows
  return { ...draft, rows: [...before, ...rows], nextId: draft.nextId + rows.length }
}

/** Another type asks for other keys. What was typed stays. */
export function withType(draft: Draft, type: SecretType): Draft {
  const keys = typeKeys[type]
  const kept = draft.rows.filter((row) => !isBlank(row) && !(row.fixed && isEmpty(row)))
  const required = keys.map((key, index): DraftRow => {
    const typed = kept.find((row) => row.key === key)
    return typed ? { ...typed, fixed: true } : { id: draft.nextId + index, key, value: emptyValue, fixed: true }
  })
  const others = kept.filter(({ key }) => !keys.includes(key)).map((row) => ({ ...row, fixed: false }))
  const rows = [...required, ...others]
  const blank: DraftRow = { id: draft.nextId + keys.length, key: '', value: emptyValue, fixed: false }
  const wantsOne = rows.length === 0 && type === 'Opaque'
  return { ...draft, type, rows: wantsOne ? [blank] : rows, nextId: draft.nextId + keys.length + 1 }
}

export function changeRow(draft: Draft, id: number, change: Partial<Pick<DraftRow, 'key' | 'value'>>): Draft {
  return { ...draft, rows: draft.rows.map((row) => (row.id === id ? { ...row, ...change } : row)) }
}

export function withoutRow(draft: Draft, id: number): Draft {
  return { ...draft, rows: draft.rows.filter((row) => row.id !== id) }
}
