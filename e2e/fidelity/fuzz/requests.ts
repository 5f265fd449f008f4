import { type Fields, type FuzzKind, metadata } from './configurations.ts'
import type { Dice } from './Dice.ts'

export type FuzzRequest = { readonly method: string; readonly path: string; readonly contentType: string; readonly body: unknown }

const STRATEGIC = 'application/strategic-merge-patch+json'

/** What most of a seed's requests are: strategic merge patches, or server-side applies, of which there are at least four. */
export type Mix = 'strategic' | 'apply'

/** The requests of one seed: an object is made, then managers patch or apply it in turns, with some of the other kind between. */
export function requestsOf(dice: Dice, kind: FuzzKind, { name, mix }: { readonly name: string; readonly mix: Mix }): readonly FuzzRequest[] {
  const { path, apiVersion } = kind
  const base = { apiVersion, kind: kind.kind, metadata: { ...metadata(dice), name }, ...kind.base(dice) }
  const first: FuzzRequest = dice.once(2)
    ? { method: 'POST', path: `${path}?fieldManager=base`, contentType: 'application/json', body: base }
    : { method: 'PATCH', path: `${path}/${name}?fieldManager=a`, contentType: 'application/apply-patch+yaml', body: base }
  const main = mix === 'apply' ? apply : patch
  const other = mix === 'apply' ? patch : apply
  const changes = Array.from({ length: MAIN_REQUESTS + dice.below(3) }, () => [...(dice.once(4) ? [other(dice, kind, name)] : []), main(dice, kind, name)])
  return [first, ...changes.flat()]
}

const MAIN_REQUESTS = 4

function someFields(dice: Dice, kind: FuzzKind) {
  return { ...kind.some(dice), metadata: metadata(dice) }
}

function pathOf(dice: Dice, kind: FuzzKind, name: string): string {
  return `${kind.path}/${name}?fieldManager=${dice.one(['a', 'b', 'a', 'b', 'kubectl'])}`
}

function apply(dice: Dice, kind: FuzzKind, name: string): FuzzRequest {
  const path = pathOf(dice, kind, name)
  const fields = someFields(dice, kind)
  const body = { apiVersion: kind.apiVersion, kind: kind.kind, ...fields, metadata: { ...fields.metadata, name } }
  return { method: 'PATCH', path: `${path}${dice.once(2) ? '&force=true' : ''}`, contentType: 'application/apply-patch+yaml', body }
}

function patch(dice: Dice, kind: FuzzKind, name: string): FuzzRequest {
  const path = pathOf(dice, kind, name)
  const fields = withNulls(dice, someFields(dice, kind))
  if (dice.once(8)) return { method: 'PATCH', path, contentType: 'application/merge-patch+json', body: fields }
  return { method: 'PATCH', path, contentType: STRATEGIC, body: withDirectives(dice, fields) }
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Some fields taken away instead of set. */
function withNulls(dice: Dice, fields: Fields): Fields {
  const next = Object.entries(fields).map(([key, value]) => [key, key !== 'paused' && dice.once(14) ? null : isFields(value) ? withNulls(dice, value) : value])
  return Object.fromEntries(next)
}

const KEYS: Readonly<Record<string, string>> = {
  containers: 'name',
  env: 'name',
  volumes: 'name',
  hostAliases: 'ip',
  imagePullSecrets: 'name',
}

/** Directives of a strategic merge patch, where there are lists that are merged, or objects. */
function withDirectives(dice: Dice, fields: Fields): Fields {
  const next = Object.entries(fields).flatMap(([key, value]): [string, unknown][] => {
    if (isFields(value)) return [[key, dice.once(30) ? { ...value, $patch: dice.one(['replace', 'delete']) } : withDirectives(dice, value)]]
    if (!Array.isArray(value)) return [[key, value]]
    const mergeKey = KEYS[key] ?? (key === 'ports' ? (value.some((one) => isFields(one) && 'port' in one) ? 'port' : 'containerPort') : null)
    return mergeKey === null ? [[key, value]] : listWithDirectives(dice, { key, mergeKey, items: value.filter(isFields) })
  })
  return Object.fromEntries(next)
}

type List = { readonly key: string; readonly mergeKey: string; readonly items: readonly Fields[] }

function listWithDirectives(dice: Dice, { key, mergeKey, items }: List): [string, unknown][] {
  const changed: Fields[] = items.map((item) => (dice.once(6) ? { [mergeKey]: item[mergeKey], $patch: 'delete' } : withDirectives(dice, item)))
  if (dice.once(10)) changed.push({ $patch: 'replace' })
  const list: [string, unknown] = [key, changed]
  if (dice.once(3)) return [list]
  const order = (dice.once(8) ? [...items].reverse() : items)
    .filter((_, index) => changed[index]?.['$patch'] !== 'delete')
    .map((item) => ({ [mergeKey]: item[mergeKey] }))
  return [[`$setElementOrder/${key}`, order], list]
}
