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

/** Whether there is nothing in the set, or below the node. */
export function isEmpty(set: FieldSet): boolean {
  for (const step in set) if (step !== SELF) return false
  return true
}

function isMember(node: JsonObject): boolean {
  return node[SELF] !== undefined || isEmpty(node)
}

/** Whether the step is a member itself. */
export function hasMember(set: FieldSet, step: PathElement): boolean {
  const node = set[step]
  return isObject(node) && isMember(node)
}

/** What the set holds below a step. */
export function below(set: FieldSet, step: PathElement): FieldSet {
  const node = set[step]
  if (!isObject(node)) return NO_FIELDS
  return node[SELF] === undefined ? node : childrenOf(node)
}

function childrenOf(node: JsonObject): FieldSet {
  if (node[SELF] === undefined) return node
  const { [SELF]: _, ...children } = node
  return children
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
  return nodeFrom(isMember(own) || isMember(other), union(childrenOf(own), childrenOf(other))) ?? MEMBER
}

/** Members of `a` that are not members of `b`. What is below a member of `b` stays. */
export function difference(a: FieldSet, b: FieldSet): FieldSet {
  return filtered(a, b, (own, other) => {
    return nodeFrom(isMember(own) && !isMember(other), difference(childrenOf(own), childrenOf(other)))
  })
}

/** As `difference`, but all that is below a member of `b` goes with it. */
export function withoutTrees(a: FieldSet, b: FieldSet): FieldSet {
  return filtered(a, b, (own, other) => {
    return isMember(other) ? undefined : nodeFrom(isMember(own), withoutTrees(childrenOf(own), childrenOf(other)))
  })
}

function filtered(a: FieldSet, b: FieldSet, keep: (own: JsonObject, other: JsonObject) => JsonObject | undefined): FieldSet {
  let kept: Record<string, Json | undefined> | null = null
  for (const step in b) {
    const [own, other] = [a[step], b[step]]
    if (!isObject(own) || !isObject(other)) continue
    const node = keep(own, other)
    if (node === own) continue
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
    const node = nodeFrom(isMember(own) && isMember(other), intersection(childrenOf(own), childrenOf(other)))
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

/** Steps in the order in which the apiserver writes them: fields, keys, values. */
export function ordered(set: { readonly [step: string]: Json | undefined }): FieldSet {
  const steps = Object.keys(set)
  if (isSorted(steps)) return set
  return Object.fromEntries(steps.sort().map((step) => [step, set[step]]))
}

function isSorted(steps: readonly string[]): boolean {
  for (let index = 1; index < steps.length; index++) if ((steps[index - 1] ?? '') >= (steps[index] ?? '')) return false
  return true
}

/** Whether every member of `b` is one of `a`. */
export function covers(a: FieldSet, b: FieldSet): boolean {
  if (a === b) return true
  for (const step in b) {
    if (step === SELF) continue
    const [own, other] = [a[step], b[step]]
    if (!isObject(own) || !isObject(other)) return false
    if ((isMember(other) && !isMember(own)) || !covers(own, other)) return false
  }
  return true
}

/** Whether the sets share a member. */
export function overlaps(a: FieldSet, b: FieldSet): boolean {
  for (const step in b) {
    if (step === SELF) continue
    const [own, other] = [a[step], b[step]]
    if (isObject(own) && isObject(other) && ((isMember(own) && isMember(other)) || overlaps(own, other))) return true
  }
  return false
}
