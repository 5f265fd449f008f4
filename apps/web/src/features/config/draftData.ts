import { type DataEntry, toBase64 } from '@binnacle/shared'
import type { Draft, DraftValue, Login } from './Draft.ts'

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)

/** How many bytes a value has in the cluster. */
export function valueBytes(value: DraftValue): number {
  switch (value.from) {
    case 'text':
      return utf8(value.text).length
    case 'file':
      return value.bytes.length
    case 'kept':
      return value.bytes
    default:
      return value satisfies never
  }
}

/** Half of a surrogate pair is no character: the apiserver would store another one in its place without a word. */
export const isText = (text: string): boolean => !/\p{Surrogate}/u.test(text)

/** The rows as they are sent; kept values are not among them. Give it only a draft without faults. */
export function draftData({ rows, type, login }: Draft): DataEntry[] {
  const entries = rows.flatMap(({ key, value }): DataEntry[] => {
    if (value.from === 'kept') return []
    return [{ key, value: toBase64(value.from === 'text' ? utf8(value.text) : value.bytes) }]
  })
  return type === 'kubernetes.io/dockerconfigjson' ? [{ key: '.dockerconfigjson', value: toBase64(utf8(dockerConfig(login))) }, ...entries] : entries
}

/** How many bytes all values together have. */
export function draftBytes({ rows, type, login }: Draft): number {
  const registry = type === 'kubernetes.io/dockerconfigjson' ? utf8(dockerConfig(login)).length : 0
  return rows.reduce((sum, { value }) => sum + valueBytes(value), registry)
}

/** The file in which container runtimes look for a login, as kubectl makes it. */
function dockerConfig({ server, username, password, email }: Login): string {
  const auth = toBase64(utf8(`${username}:${password}`))
  const login = { username, password, ...(email === '' ? {} : { email }), auth }
  return JSON.stringify({ auths: Object.fromEntries([[server, login]]) })
}
