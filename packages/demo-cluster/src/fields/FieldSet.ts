import type { Json, JsonObject } from '../objects.ts'
import { isObject } from '../patch/json.ts'

/**
 * A set of fields of an object, in the very form in which `managedFields` writes it (FieldsV1): a tree whose keys are `f:name`, `k:{"name":"web"}` and `v:"value"`. A
 * node is a member of the set when it is empty or holds `.`; the root is never one. Trees are shared between sets, never changed.
 */
export type FieldSet = JsonObject

export const NO_FIELDS: FieldSet = Object.freeze({})

/** One step of a path into an object: one of the keys of a FieldSet. */
export type PathElement = string

const SELF = '.'
const MEMBER: JsonObject = Object.freeze({})

type Node = { readonly member: boolean; readonly children: FieldSet }

export function isEmpty(set: FieldSet): boolean {
  for (const _ in set) return false
  return true
}

/** Whether the step is a member itself. */
export function hasMember(set: FieldSet, step: PathElement): boolean {
  const node = set[step]
  return isObject(node) && nodeOf(node).member
}

/** What the set holds below a step. */
export function below(set: FieldSet, step: PathElement): FieldSet {
  const node = set[step]
  return isObject(node) ? nodeOf(node).children : NO_FIELDS
}

/** The node of a step: a member or not, and what is below. Undefined where that is nothing at all. */
export function nodeFrom(member: boolean, children: FieldSet): JsonObject | undefined {
  if (isEmpty(children)) return member ? MEMBER : undefined
  return member ? { [SELF]: MEMBER, ...children } : children
}

export function union(a: FieldSet, b: FieldSet): FieldSet {
  if (a === b || isEmpty(b)) return a
  if (isEmpty(a)) return b
  const all: Record<string, Json | undefined> = { ...a }
  let grown = false
  for (const [step, node] of Object.entries(b)) {
    const own = all[step]
    if (!isObject(node)) continue
    if (isObject(own)) all[step] = joined(own, node)
    else {
      all[step] = node
      grown = true
    }
  }
  return grown ? ordered(all) : all
}

function joined(own: JsonObject, other: JsonObject): JsonObject {
  if (own === other) return own
  const [a, b] = [nodeOf(own), nodeOf(other)]
  return nodeFrom(a.member || b.member, union(a.children, b.children)) ?? MEMBER
}

/** Members of `a` that are not members of `b`. What is below a member of `b` stays. */
export function difference(a: FieldSet, b: FieldSet): FieldSet {
  return filtered(a, b, (own, other) => {
    const [left, right] = [nodeOf(own), nodeOf(other)]
    return nodeFrom(left.member && !right.member, difference(left.children, right.children))
  })
}

/** As `difference`, but all that is below a member of `b` goes with it. */
export function withoutTrees(a: FieldSet, b: FieldSet): FieldSet {
  return filtered(a, b, (own, other) => {
    const [left, right] = [nodeOf(own), nodeOf(other)]
    return right.member ? undefined : nodeFrom(left.member, withoutTrees(left.children, right.children))
  })
}

function filtered(a: FieldSet, b: FieldSet, keep: (own: JsonObject, other: JsonObject) => JsonObject | undefined): FieldSet {
  let kept: Record<string, Json | undefined> | null = null
  for (const step in b) {
    const [own, other] = [a[step], b[step]]
    if (!isObject(own) || !isObject(other)) continue
    const node = keep(own, other)
    kept ??= { ...a }
    if (node === undefined) delete kept[step]
    else kept[step] = node
  }
  return kept ?? a
}

export function intersection(a: FieldSet, b: FieldSet): FieldSet {
  const shared: Record<string, Json> = {}
  for (const [step, own] of Object.entries(a)) {
    const other = b[step]
    if (!isObject(own) || !isObject(other)) continue
    const [left, right] = [nodeOf(own), nodeOf(other)]
    const node = nodeFrom(left.member && right.member, intersection(left.children, right.children))
    if (node) shared[step] = node
  }
  return shared
}

/** Every member, parents before children and a level's own members before what is below them, as the apiserver lists them. */
export function paths(set: FieldSet, prefix: readonly PathElement[] = []): readonly (readonly PathElement[])[] {
  const steps = Object.keys(set)
  const own = steps.filter((step) => hasMember(set, step)).map((step) => [...prefix, step])
  return [...own, ...steps.flatMap((step) => paths(below(set, step), [...prefix, step]))]
}

export function hasPath(set: FieldSet, path: readonly PathElement[]): boolean {
  const last = path.at(-1)
  if (last === undefined) return false
  return hasMember(
    path.slice(0, -1).reduce((at, step) => below(at, step), set),
    last,
  )
}

/** Steps in the order in which the apiserver writes them: fields, keys, values. */
export function ordered(set: { readonly [step: string]: Json | undefined }): FieldSet {
  return Object.fromEntries(Object.entries(set).sort(([a], [b]) => (a < b ? -1 : 1)))
}

function nodeOf(node: JsonObject): Node {
  const { [SELF]: self, ...children } = node
  return self === undefined ? { member: isEmpty(children), children } : { member: true, children }
}
