import { canonicalAmount, parseQuantity } from '../../quantity.ts'
import { isSet, isStruct, type Struct } from '../Struct.ts'

/** Amounts that are canonical as they stand: nearly all that are written. */
const PLAIN = /^[1-9]\d{0,2}(m|k|M|G|Ki|Mi|Gi)?$/

/** What a struct of the API is completed with, as data. */
export type StructDefaults = {
  /** Rules that look at several fields, before all others; a field that they make undefined is taken out. */
  readonly first?: (of: Struct) => Struct
  /** Values of fields that are absent. Functions are asked in order, with the fields before them completed; undefined leaves the field absent. */
  readonly values?: { readonly [field: string]: unknown }
  /** Fields that hold one struct, or a list of them. */
  readonly inside?: { readonly [field: string]: StructDefaults }
  /** Fields that hold an amount, or a map of amounts: written in canonical form. */
  readonly amounts?: readonly string[]
}

/** The struct with everything that the apiserver would fill in. The same object when nothing is missing; what is already there is shared, never changed. */
export function withDefaults<Of extends Struct>(of: Of, defaults: StructDefaults): Of {
  if (complete.get(of) === defaults) return of
  const next = completedStruct(of, defaults)
  if (next === of) complete.set(of, defaults)
  return next
}

/** What was found to miss nothing: objects never change, and each is looked at again with every write of another part of what it belongs to. */
const complete = new WeakMap<Struct, StructDefaults>()

function completedStruct<Of extends Struct>(of: Of, { first, values, inside, amounts }: StructDefaults): Of {
  const before: Struct = first ? first(of) : of
  // Copied once, when the first thing is missing.
  let copy: Record<string, unknown> | null = null
  const put = (field: string, value: unknown) => {
    copy ??= { ...before }
    copy[field] = value
  }
  for (const field in values) {
    if (isSet((copy ?? before)[field])) continue
    const value = values[field]
    const made: unknown = typeof value === 'function' ? value(copy ?? before) : value
    if (made !== undefined) put(field, made)
  }
  for (const field in inside) {
    const now = (copy ?? before)[field]
    const inner = inside[field]
    const next = inner && isSet(now) ? completed(now, inner) : now
    if (next !== now) put(field, next)
  }
  for (const field of amounts ?? []) {
    const now = (copy ?? before)[field]
    const next = canonical(now)
    if (next !== now) put(field, next)
  }
  if (before === of && copy === null) return of
  const next = { ...of, ...(copy ?? before) }
  for (const field of Object.keys(next)) if (next[field] === undefined) Reflect.deleteProperty(next, field)
  return next
}

function completed(value: unknown, defaults: StructDefaults): unknown {
  if (isStruct(value)) return withDefaults(value, defaults)
  if (!Array.isArray(value)) return value
  const next = value.map((item: unknown) => (isStruct(item) ? withDefaults(item, defaults) : item))
  return next.every((item, index) => item === value[index]) ? value : next
}

/** Whether one of the amounts cannot be read. */
export function hasUnreadable(of: Struct, { amounts = [], inside = {} }: StructDefaults): boolean {
  if (amounts.some((field) => isUnreadable(of[field]))) return true
  return Object.entries(inside).some(([field, inner]) => {
    const value = of[field]
    const items: readonly unknown[] = Array.isArray(value) ? value : [value]
    return items.some((item) => isStruct(item) && hasUnreadable(item, inner))
  })
}

function isUnreadable(value: unknown): boolean {
  if (typeof value === 'string' && PLAIN.test(value)) return false
  if (typeof value === 'string' || typeof value === 'number') return parseQuantity(value) === null
  return isStruct(value) && Object.values(value).some(isUnreadable)
}

/** What cannot be read stays for validation to refuse. */
function canonical(value: unknown): unknown {
  if (typeof value === 'string' || typeof value === 'number') return canonicalAmount(value) ?? value
  if (!isStruct(value)) return value
  if (Object.values(value).every((amount) => typeof amount === 'string' && PLAIN.test(amount))) return value
  const pairs = Object.entries(value)
  const next = pairs.map(([key, amount]) => [key, canonical(amount)] as const)
  return next.every(([, amount], index) => amount === pairs[index]?.[1]) ? value : Object.fromEntries(next)
}
