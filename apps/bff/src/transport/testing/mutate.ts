import { hostileNames } from '../../kube/testing/hostileNames.ts'

/** Numbers of [0, 1) that are the same in every run (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const nested = (depth: number): unknown => (depth === 0 ? 0 : [nested(depth - 1)])
const odd: readonly unknown[] = [
  null,
  true,
  0,
  -0,
  -1,
  1.5,
  2 ** 53,
  1e308,
  [],
  {},
  [[]],
  nested(30),
  { toString: 'x' },
  JSON.parse('{"__proto__":{"polluted":true}}'),
  JSON.parse('{"constructor":{"prototype":{"polluted":true}}}'),
  'x'.repeat(100_000),
  Array.from({ length: 2_000 }, (_, index) => index),
]

/** A valid JSON value with one to three things wrong with it, or, seldom, none. */
export function mutate(valid: unknown, random: () => number): unknown {
  let value = structuredClone(valid)
  for (let turn = Math.floor(random() * 3); turn >= 0; turn -= 1) value = mutateOnce(value, random)
  return value
}

function mutateOnce(value: unknown, random: () => number): unknown {
  const pick = <Item>(from: readonly Item[]): Item | undefined => from[Math.floor(random() * from.length)]
  const strange = (): unknown => (random() < 0.5 ? pick(hostileNames) : pick(odd))
  if (typeof value !== 'object' || value === null || random() < 0.05) return strange()
  const entries = Object.entries(value)
  const [key = 'x'] = pick(entries) ?? []
  const roll = random()
  if (roll < 0.15) return Object.fromEntries(entries.filter(([name]) => name !== key))
  if (roll < 0.3) return { ...value, [String(pick(['more', '__proto__', 'constructor', '', 'toString']))]: strange() }
  if (roll < 0.35) return [value]
  if (roll < 0.4) return Object.fromEntries(entries.map(([name, part]) => [name, name === key ? [part, part] : part]))
  return Object.fromEntries(entries.map(([name, part]) => [name, name === key ? (random() < 0.6 ? strange() : mutateOnce(part, random)) : part]))
}

/** Text of a message with some of its characters changed, cut or doubled. */
export function mutateText(text: string, random: () => number): string {
  const at = Math.floor(random() * text.length)
  const roll = random()
  if (roll < 0.3) return text.slice(0, at)
  if (roll < 0.6) return text.slice(0, at) + String.fromCharCode(Math.floor(random() * 256)) + text.slice(at + 1)
  if (roll < 0.8) return text.slice(0, at) + text.slice(at).repeat(2)
  return `${['\ufeff', '\u0000', ' ', 'NaN', '//'][Math.floor(random() * 5)]}${text}`
}
