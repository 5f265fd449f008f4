import type { Json } from '../objects.ts'
import { isList, isObject } from '../patch/json.ts'
import type { PathElement } from './FieldSet.ts'
import type { ListKey, Shape } from './Shapes.ts'

export function fieldStep(name: string): PathElement {
  return `f:${name}`
}

/** How a list's item is named in a path, or why it cannot be. */
export function itemStep(shape: Shape & { readonly is: 'set' | 'listMap' }, item: Json): { readonly step: PathElement } | { readonly error: string } {
  if (shape.is === 'set') return valueStep(item)
  if (item === null) return { error: 'associative list with keys may not have a null element' }
  if (!isObject(item)) return { error: 'associative list with keys may not have non-map elements' }
  const [key, ...more] = shape.keys
  if (key && more.length === 0 && typeof item[key.name] === 'string') return { step: `k:{"${key.name}":${JSON.stringify(item[key.name])}}` }
  const pairs = shape.keys.flatMap(({ name, absent }) => {
    const value = item[name] ?? absent
    return value === undefined ? [] : [[name, value] as const]
  })
  if (pairs.length === 0)
    return {
      error: `associative list with keys has an element that omits all key fields ${quotedNames(shape.keys)} (and doesn't have default values for any key fields)`,
    }
  return { step: `k:${JSON.stringify(Object.fromEntries(pairs.sort(([a], [b]) => (a < b ? -1 : 1))))}` }
}

function quotedNames(keys: readonly ListKey[]): string {
  return `[${keys.map(({ name }) => JSON.stringify(name)).join(' ')}]`
}

function valueStep(item: Json): { readonly step: PathElement } | { readonly error: string } {
  if (isObject(item)) return { error: "associative list without keys has an element that's a map type" }
  if (isList(item)) return { error: 'not supported: associative list with lists as elements' }
  return item === null ? { error: "associative list without keys has an element that's an explicit null" } : { step: `v:${JSON.stringify(item)}` }
}

/** As messages write it: `.spec`, `[name="web"]`, `[="value"]`. */
export function stepText(step: PathElement): string {
  const rest = step.slice(2)
  if (step.startsWith('f:')) return `.${rest}`
  if (step.startsWith('v:')) return `[=${rest}]`
  const keys: unknown = JSON.parse(rest)
  const pairs = isObject(keys) ? Object.entries(keys).map(([name, value]) => `${name}=${JSON.stringify(value)}`) : []
  return `[${pairs.join(',')}]`
}

export function pathText(path: readonly PathElement[]): string {
  return path.map(stepText).join('')
}
