import type { PodTemplate } from '../../kinds.ts'

export const HASH_LABEL = 'pod-template-hash'

/** The letters that Kubernetes writes numbers of names with. */
const SAFE = 'bcdfghjklmnpqrstvwxz2456789'

/**
 * A short name for a pod template, the same for the same template: FNV-1a of its canonical JSON in the safe letters of generated names. The values differ from a real
 * cluster's, which hashes Go's memory; `collisionCount` gives another name when the first is taken.
 */
export function podTemplateHash(template: PodTemplate, collisionCount: number | undefined): string {
  const text = `${canonical(template)}${collisionCount ?? ''}`
  let hash = 0x811c9dc5
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0
  return Array.from(String(hash), (digit) => SAFE[digit.charCodeAt(0) % SAFE.length]).join('')
}

/** Whether two templates make the same pods: the hash label, nulls and empty lists or objects count for nothing. */
export function sameTemplate(a: PodTemplate, b: PodTemplate): boolean {
  return a === b || textOf(a) === textOf(b)
}

/** Templates never change, and each is compared at every sync of its owner. */
const texts = new WeakMap<PodTemplate, string>()

function textOf(template: PodTemplate): string {
  const known = texts.get(template)
  if (known !== undefined) return known
  const text = canonical(withoutHash(template))
  texts.set(template, text)
  return text
}

function withoutHash(template: PodTemplate): PodTemplate {
  const { [HASH_LABEL]: _, ...labels } = template.metadata?.labels ?? {}
  return { ...template, metadata: { ...template.metadata, labels } }
}

/** JSON with sorted fields and without what is empty; the empty text for nothing. */
function canonical(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value !== 'object') return JSON.stringify(value)
  if (Array.isArray(value)) return value.length === 0 ? '' : `[${value.map(canonical).join(',')}]`
  const fields = Object.entries(value).map(([name, field]) => [name, canonical(field)] as const)
  const told = fields.filter(([, text]) => text !== '').sort(([a], [b]) => (a < b ? -1 : 1))
  return told.length === 0 ? '' : `{${told.map(([name, text]) => `${JSON.stringify(name)}:${text}`).join(',')}}`
}
