import * as z from 'zod/mini'

const GRAMMAR = /^(\d{1,15}(?:\.\d{0,9})?|\.\d{1,9})(m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|[eE][+-]?\d{1,2})?$/
const FACTORS: Readonly<Record<string, number>> = {
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
}

/** An amount as Kubernetes writes it (`250m`, `64Mi`), never negative. */
export const Quantity = z.string().check(z.regex(GRAMMAR, 'must be an amount such as 250m, 0.5, 64Mi or 1G'))

/** The amount as a number of cores or bytes; null for what is no quantity. */
export function quantityValue(text: string): number | null {
  const [, number, suffix = ''] = GRAMMAR.exec(text) ?? []
  if (number === undefined) return null
  const factor = /^[eE][+-]?\d/.test(suffix) ? Number(`1${suffix}`) : suffix === '' ? 1 : FACTORS[suffix]
  return factor === undefined ? null : Number(number) * factor
}
