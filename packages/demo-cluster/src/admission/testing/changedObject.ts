import type { NewObject } from '../../objects.ts'
import { isStruct } from '../Struct.ts'

/** The base with values put at paths (`spec.containers.0.name`), null takes a field out; LONG64 stands for that many letters, as do BIG and BASE64OF. */
export function changedObject(base: NewObject, change: Readonly<Record<string, unknown>>): NewObject {
  const object = Object.entries(change).reduce((now: unknown, [path, value]) => put(now, path.split('.'), expanded(value)), base)
  const next: NewObject = isStruct(object) ? { ...base, ...object } : base
  for (const field of Object.keys(next)) if (!isStruct(object) || !(field in object)) Reflect.deleteProperty(next, field)
  if (next.metadata.generateName === undefined) return next
  const { name: _name, ...metadata } = next.metadata
  return { ...next, metadata }
}

function put(of: unknown, [first = '', ...rest]: readonly string[], value: unknown): unknown {
  if (Array.isArray(of)) return of.map((item: unknown, index) => (String(index) === first ? (rest.length > 0 ? put(item, rest, value) : value) : item))
  const struct = isStruct(of) ? of : {}
  if (rest.length > 0) return { ...struct, [first]: put(struct[first], rest, value) }
  return value === null ? Object.fromEntries(Object.entries(struct).filter(([field]) => field !== first)) : { ...struct, [first]: value }
}

function expanded(value: unknown): unknown {
  if (typeof value === 'string') return letters(value)
  if (Array.isArray(value)) return value.map(expanded)
  return isStruct(value) ? Object.fromEntries(Object.entries(value).map(([key, of]) => [letters(key), expanded(of)])) : value
}

function letters(value: string): string {
  const match = /^(LONG|BIG|BASE64OF)(\d+)$/.exec(value)
  if (!match) return value
  return match[1] === 'BASE64OF' ? Buffer.alloc(Number(match[2])).toString('base64') : 'a'.repeat(Number(match[2]))
}
