import { ConfigKey, MAX_DATA_BYTES, Subdomain } from '@binnacle/shared'
import type { Draft, DraftRow, Login } from './Draft.ts'
import { draftBytes, isText } from './draftData.ts'
import { tlsFaults } from './tlsFaults.ts'

/** What is wrong, by the field that it stands beside: `name`, `data`, `key:<id>`, `value:<id>`, or a field of the login. Nothing is sent while there is any. */
export type Faults = ReadonlyMap<string, string>

const NOT_TEXT = 'This is not valid text: it holds half of a character (a lone surrogate), which the cluster would replace by another one.'

export function nameFault(name: string): string | null {
  if (name === '') return 'A name is needed.'
  if (name.length > 253) return `At most 253 characters; these are ${name.length}.`
  return Subdomain.safeParse(name).success ? null : 'Lower case letters, digits, "-" and "." only, with a letter or digit at both ends.'
}

/** The nearest name that the cluster takes; null where nothing is left of it. */
export function cleanedName(name: string): string | null {
  const cleaned = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9.]+/g, '-')
    .split('.')
    .map((label) => label.replace(/^-+|-+$/g, ''))
    .filter((label) => label !== '')
    .join('.')
    .slice(0, 253)
    .replace(/[-.]+$/, '')
  return cleaned === '' || cleaned === name ? null : cleaned
}

/** Every fault of a draft, all at once. */
export function draftFaults(draft: Draft): Faults {
  const faults = new Map<string, string>()
  for (const row of draft.rows) {
    const key = keyFault(row, draft.rows)
    if (key !== null) faults.set(`key:${row.id}`, key)
    if (row.value.from === 'text' && !isText(row.value.text)) faults.set(`value:${row.id}`, NOT_TEXT)
  }
  if (draft.type === 'kubernetes.io/tls') for (const [field, fault] of tlsFaults(draft.rows)) if (!faults.has(field)) faults.set(field, fault)
  if (draft.type === 'kubernetes.io/dockerconfigjson') for (const [field, fault] of loginFaults(draft.login)) faults.set(field, fault)
  else if (draft.rows.length === 0) faults.set('data', 'At least one key is needed: the cluster would take none, and nobody could use it.')
  const bytes = draftBytes(draft)
  if (bytes > MAX_DATA_BYTES) faults.set('data', `${bytes.toLocaleString('en')} bytes are more than the cluster takes: 1,048,576 for all values together.`)
  return faults
}

function keyFault({ id, key }: DraftRow, rows: readonly DraftRow[]): string | null {
  if (key === '') return 'A key is needed.'
  if (key.length > 253) return `At most 253 characters; these are ${key.length}.`
  if (!ConfigKey.safeParse(key).success) return 'Letters, digits, "-", "_" and "." only; it is not "." and does not begin with "..".'
  return rows.some((other) => other.id !== id && other.key === key) ? 'This key stands twice: only one of the values would be kept.' : null
}

function loginFaults({ server, username, password, email }: Login): [string, string][] {
  const faults: [string, string][] = []
  if (server.trim() === '') faults.push(['server', 'The address of the registry is needed, such as registry.example.org or https://index.docker.io/v1/.'])
  else if (/\s/.test(server)) faults.push(['server', 'An address has no spaces or line breaks.'])
  if (username === '') faults.push(['username', 'A user name is needed.'])
  else if (username.includes(':')) faults.push(['username', 'A user name has no ":": what follows it would be taken for the password.'])
  if (password === '') faults.push(['password', 'A password or token is needed.'])
  for (const [field, text] of Object.entries({ server, username, password, email })) if (!isText(text)) faults.push([field, NOT_TEXT])
  return faults
}
