import { type Fields, type FuzzKind, metadata } from './configurations.ts'
import type { Dice } from './Dice.ts'

export type FuzzRequest = { readonly method: string; readonly path: string; readonly contentType: string; readonly body: unknown }

const STRATEGIC = 'application/strategic-merge-patch+json'

/** The requests of one seed: an object is made, then two managers patch and apply it in turns. */
export function requestsOf(dice: Dice, kind: FuzzKind, name: string): readonly FuzzRequest[] {
  const { path, apiVersion } = kind
  const base = { apiVersion, kind: kind.kind, metadata: { ...metadata(dice), name }, ...kind.base(dice) }
  const first: FuzzRequest = dice.once(2)
    ? { method: 'POST', path: `${path}?fieldManager=base`, contentType: 'application/json', body: base }
    : { method: 'PATCH', path: `${path}/${name}?fieldManager=a`, contentType: 'application/apply-patch+yaml', body: base }
  return [first, ...Array.from({ length: 5 + dice.below(4) }, () => change(dice, kind, name))]
}

function change(dice: Dice, kind: FuzzKind, name: string): FuzzRequest {
  const manager = dice.one(['a', 'b', 'a', 'b', 'kubectl'])
  const path = `${kind.path}/${name}?fieldManager=${manager}`
  const fields = { ...kind.some(dice), metadata: metadata(dice) }
  if (dice.once(2)) {
    const body = { apiVersion: kind.apiVersion, kind: kind.kind, ...fields, metadata: { ...fields.metadata, name } }
    return { method: 'PATCH', path: `${path}${dice.once(2) ? '&force=true' : ''}`, contentType: 'application/apply-patch+yaml', body }
  }
  if (dice.once(6)) return { method: 'PATCH', path, contentType: 'application/merge-patch+json', body: withNulls(dice, fields) }
  return { method: 'PATCH', path, contentType: STRATEGIC, body: withDirectives(dice, withNulls(dice, fields)) }
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
