import type { FieldChange } from './applyCommands.ts'

/** Changes that are found at most; a reader looks at a few dozen. */
export const MAX_FOUND_CHANGES = 2_000
/** Deeper than this, two values are compared whole. No type of Kubernetes is half as deep. */
const MAX_DEPTH = 64
/** Longest text of a value; of a longer one the part around its first difference is kept. */
const MAX_VALUE = 2_000
const BEFORE_DIFFERENCE = 100

/** Fields that tell the items of a list apart, in the order in which they are tried. */
const ITEM_KEYS = ['name', 'type', 'key', 'containerPort', 'port', 'mountPath', 'devicePath', 'topologyKey', 'ip', 'uid', 'path', 'host'] as const

type Fields = { readonly [key: string]: unknown }
/** Stands for a field that is not there; `undefined` is no value of JSON. */
type Side = unknown
type Walk = { readonly changes: FieldChange[]; readonly depth: number }

/**
 * What differs between two values of JSON, field by field, `before` first: `spec.template.spec.containers[web].image`. The order of a map's keys says nothing. Items of a list are
 * matched by their name (else by type, key, port and the like, where it tells them all apart), others by their place; a list of plain values whose length changed is one change.
 * A field that only one side has is given leaf by leaf, with null for the other side. Never throws, looks only at own fields, ends after `MAX_FOUND_CHANGES`.
 */
export function diffObjects(before: unknown, after: unknown): FieldChange[] {
  const changes: FieldChange[] = []
  compare('', [before, after], { changes, depth: 0 })
  return changes
}

function compare(path: string, [before, after]: readonly [Side, Side], { changes, depth }: Walk): void {
  if (before === after || changes.length >= MAX_FOUND_CHANGES) return
  const deeper = { changes, depth: depth + 1 }
  const inside = depth < MAX_DEPTH
  if (inside && isOneOf(isFields, before, after)) return compareFields(path, [before ?? {}, after ?? {}], deeper)
  if (inside && isOneOf(Array.isArray, before, after)) return compareLists(path, [before ?? [], after ?? []], deeper)
  add(path, [before, after], changes)
}

/** Whether both are of this kind, or one is and the other is not there; a side that is there must have something in it, or there is no leaf to name. */
function isOneOf<T>(is: (value: unknown) => value is T, ...sides: readonly [Side, Side]): boolean {
  const [before, after] = sides
  if (before === undefined) return is(after) && !isEmpty(after)
  if (after === undefined) return is(before) && !isEmpty(before)
  return is(before) && is(after)
}

function compareFields(path: string, [before, after]: readonly [Side, Side], walk: Walk): void {
  if (!isFields(before) || !isFields(after)) return
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) compare(joined(path, key), [own(before, key), own(after, key)], walk)
}

function compareLists(path: string, [before, after]: readonly [Side, Side], walk: Walk): void {
  if (!Array.isArray(before) || !Array.isArray(after)) return
  const items: readonly unknown[] = [...(before as unknown[]), ...(after as unknown[])]
  const key = ITEM_KEYS.find((candidate) => tellsApart(candidate, before) && tellsApart(candidate, after))
  if (key !== undefined && items.length > 0) return compareNamed(path, [named(key, before), named(key, after)], walk)
  if (before.length !== after.length && !items.some((item) => isFields(item))) return add(path, [before, after], walk.changes)
  for (let index = 0; index < Math.max(before.length, after.length); index += 1) compare(`${path}[${index}]`, [before[index], after[index]], walk)
}

function compareNamed(path: string, [before, after]: readonly [ReadonlyMap<string, Fields>, ReadonlyMap<string, Fields>], walk: Walk): void {
  for (const name of new Set([...before.keys(), ...after.keys()])) compare(`${path}[${name}]`, [before.get(name), after.get(name)], walk)
  const stayed = [...before.keys()].filter((name) => after.has(name))
  const stay = [...after.keys()].filter((name) => before.has(name))
  if (stayed.some((name, index) => name !== stay[index])) add(`${path} (order)`, [stayed.join(', '), stay.join(', ')], walk.changes)
}

function tellsApart(key: string, items: readonly unknown[]): boolean {
  return named(key, items).size === items.length
}

function named(key: string, items: readonly unknown[]): ReadonlyMap<string, Fields> {
  const byName = new Map<string, Fields>()
  for (const item of items) {
    const name = isFields(item) ? own(item, key) : undefined
    if (isFields(item) && (typeof name === 'string' || typeof name === 'number')) byName.set(String(name), item)
  }
  return byName
}

function add(path: string, [before, after]: readonly [Side, Side], changes: FieldChange[]): void {
  const texts = [text(before), text(after)] as const
  const alike = texts[0] === texts[1]
  // The text "1" and the number 1 look the same, and are not.
  const [one, other] = alike ? [json(before), json(after)] : texts
  if (one === other || changes.length >= MAX_FOUND_CHANGES) return
  const from = one === null || other === null ? 0 : firstDifference(one, other)
  changes.push({ path, before: cut(one, from), after: cut(other, from) })
}

function text(value: Side): string | null {
  return typeof value === 'string' ? value : json(value)
}

function json(value: Side): string | null {
  if (value === undefined) return null
  try {
    return JSON.stringify(value) ?? null
  } catch {
    return 'nested too deeply to show'
  }
}

function firstDifference(one: string, other: string): number {
  let index = 0
  while (index < one.length && index < other.length && one[index] === other[index]) index += 1
  return index
}

function cut(value: string | null, difference: number): string | null {
  if (value === null || value.length <= MAX_VALUE) return value
  const from = Math.max(0, difference - BEFORE_DIFFERENCE)
  const part = value.slice(from, from + MAX_VALUE)
  return `${from > 0 ? '…' : ''}${part}${from + MAX_VALUE < value.length ? '…' : ''}`
}

/** A key that holds a dot or a bracket would read as several: labels, annotations and the keys of a ConfigMap stand in brackets. */
function joined(path: string, key: string): string {
  if (/[.[\]/\s]/.test(key) || key === '') return `${path}[${key}]`
  return path === '' ? key : `${path}.${key}`
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isEmpty(value: unknown): boolean {
  return Array.isArray(value) ? value.length === 0 : isFields(value) && Object.keys(value).length === 0
}

function own(fields: Fields, key: string): unknown {
  return Object.hasOwn(fields, key) ? fields[key] : undefined
}
