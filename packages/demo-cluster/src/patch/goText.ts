import type { Json } from '../objects.ts'
import { isObject } from './json.ts'

/** A value as Go prints it with `%v`: `map[a:1 b:[x y]]`. */
export function goText(value: Json | undefined): string {
  if (value === null || value === undefined) return '<nil>'
  if (Array.isArray(value)) return `[${value.map(goText).join(' ')}]`
  if (!isObject(value)) return typeof value === 'string' ? value : JSON.stringify(value)
  const pairs = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `map[${pairs.map(([key, of]) => `${key}:${goText(of)}`).join(' ')}]`
}
