import type { JobInput } from './jobInput.ts'
import { quantityValue } from './quantity.ts'

/** A field (as its path in `JobInput`) and a sentence about it. */
export type JobWarning = { readonly field: string; readonly message: string }

/** Less memory (bytes) starts no container; whoever types `0.1` or `64` means another unit. */
const LEAST_MEMORY = 4 * 2 ** 20
/** Pods get a suffix of six characters; names are cut to make room for it. */
const LONG_NAME = 50

/** What the cluster takes and a person seldom means. It stands beside the field and stops nobody. */
export function jobWarnings(input: JobInput): readonly JobWarning[] {
  const { name, completions, env, resources } = input
  const found: JobWarning[] = []
  if (name.includes('.')) found.push({ field: 'name', message: 'A dot in the name makes the host names of the pods differ from their names.' })
  if (name.length > LONG_NAME) found.push({ field: 'name', message: 'The names of the pods are made of this one and a suffix; a long name is cut.' })
  if (completions === 0) found.push({ field: 'completions', message: 'With 0 completions the job ends at once and makes no pod.' })
  for (const [index, variable] of env.entries()) {
    if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(variable.name)) found.push({ field: `env.${index}.name`, message: 'Most shells cannot read a variable of this name.' })
  }
  for (const field of ['memoryRequest', 'memoryLimit'] as const) {
    const amount = resources[field]
    if (amount !== null && (quantityValue(amount) ?? LEAST_MEMORY) < LEAST_MEMORY) {
      found.push({ field: `resources.${field}`, message: 'This is less than 4 MiB, too little for any container. Is a unit such as Mi missing?' })
    }
  }
  return found
}

/** A name that Kubernetes takes, made of what was typed; empty where nothing of it can be used. */
export function cleanedName(text: string): string {
  const plain = text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}+/gu, '')
    .replace(/[^a-z0-9.]+/g, '-')
    .replace(/[.-]*\.[.-]*/g, '.')
  return plain
    .replace(/^[^a-z0-9]+/, '')
    .slice(0, 63)
    .replace(/[^a-z0-9]+$/, '')
}
