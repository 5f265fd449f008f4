/**
 * Amounts of resources as Kubernetes writes them (`500m`, `64Mi`, `1e3`), exact to the nano. What cannot be read is null; numbers are read as if they were quoted.
 * The canonical form is that of apimachinery's Quantity: the largest suffix that leaves a whole number, in the family it was written in.
 */
export type Quantity = { readonly nano: bigint; readonly format: 'DecimalSI' | 'BinarySI' | 'DecimalExponent' }

/** What the apiserver says of an amount that it cannot read. */
export const QUANTITY_SENTENCE = "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'"

const SHAPE = /^([+-]?)(\d*)(?:\.(\d*))?(Ki|Mi|Gi|Ti|Pi|Ei|[numkMGTPE]?|[eE][+-]?\d+)$/
const DECIMAL = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E']
const BINARY = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei']
const UNIT = 1_000_000_000n
const THOUSAND = 1000n
const KIBI = 1024n
/** Most of what people write stands in its one form already. */
const CANONICAL = /^[1-9]\d{0,2}(?:m|Ki|Mi|Gi)?$/

export function parseQuantity(written: string | number): Quantity | null {
  const match = SHAPE.exec(String(written).trim())
  if (!match) return null
  const [, sign, whole = '', fraction = '', suffix = ''] = match
  if (whole === '' && fraction === '') return null
  const digits = BigInt(`${whole}${fraction}`)
  const { scale, shift, format } = scaleOf(suffix)
  // value = digits × scale × 10^(shift − fraction digits), kept in nano and rounded away from zero.
  const power = 9 + shift - fraction.length
  const size = power >= 0 ? digits * scale * 10n ** BigInt(power) : up(digits * scale, 10n ** BigInt(-power))
  return { nano: sign === '-' ? -size : size, format }
}

function scaleOf(suffix: string): { readonly scale: bigint; readonly shift: number; readonly format: Quantity['format'] } {
  const binary = BINARY.indexOf(suffix)
  if (binary > 0) return { scale: KIBI ** BigInt(binary), shift: 0, format: 'BinarySI' }
  const decimal = DECIMAL.indexOf(suffix)
  if (decimal >= 0) return { scale: 1n, shift: 3 * (decimal - 3), format: 'DecimalSI' }
  return { scale: 1n, shift: Number(suffix.slice(1)), format: 'DecimalExponent' }
}

function up(size: bigint, by: bigint): bigint {
  return size % by === 0n ? size / by : size / by + (size > 0n ? 1n : 0n)
}

export function formatQuantity({ nano, format }: Quantity): string {
  if (nano === 0n) return '0'
  const size = nano < 0n ? -nano : nano
  if (format === 'BinarySI' && size >= KIBI * UNIT && size % UNIT === 0n) return factored(nano / UNIT, KIBI, BINARY)
  if (format === 'DecimalExponent') return exponential(nano)
  return factored(nano, THOUSAND, DECIMAL)
}

function factored(size: bigint, factor: bigint, suffixes: readonly string[]): string {
  let rest = size
  let at = 0
  while (at < suffixes.length - 1 && rest % factor === 0n) {
    rest /= factor
    at++
  }
  return `${rest}${suffixes[at] ?? ''}`
}

function exponential(nano: bigint): string {
  let rest = nano
  let exponent = -9
  while (rest % THOUSAND === 0n) {
    rest /= THOUSAND
    exponent += 3
  }
  return exponent === 0 ? String(rest) : `${rest}e${exponent}`
}

/** A written amount as a field of its own is written back; null when it cannot be read. */
export function canonicalQuantity(written: string | number): string | null {
  const asGiven = String(written).trim()
  if (CANONICAL.test(asGiven)) return asGiven
  const parsed = parseQuantity(asGiven)
  return parsed && (isTakenForCanonical(asGiven) ? asGiven : formatQuantity(parsed))
}

/** Whether apimachinery keeps the string as it is, which it does for more than is canonical: `+5`, `5.` and `1E3`. */
function isTakenForCanonical(written: string): boolean {
  const [, , whole = '', fraction = '', suffix = ''] = SHAPE.exec(written) ?? []
  const digits = `${whole.replace(/^0+/, '')}${fraction}`
  const { shift, format } = scaleOf(suffix)
  if (format === 'BinarySI') return fraction === '' && digits.length + 3 * BINARY.indexOf(suffix) <= 14 && (Number(digits) & 7) !== 0
  const scale = shift - fraction.length
  return digits.length <= 18 && scale >= -9 && scale % 3 === 0 && /^[1-9]/.test(digits) && !digits.endsWith('000')
}

/** The canonical form of a written amount, rounded up to thousandths as lists of resources are; null when it cannot be read. */
export function canonicalAmount(written: string | number): string | null {
  const parsed = parseQuantity(written)
  return parsed && formatQuantity({ ...parsed, nano: up(parsed.nano, 1_000_000n) * 1_000_000n })
}

/** Below 0, 0 or above 0 as `a` is less than, equal to or more than `b`. */
export function compareQuantities(a: Quantity, b: Quantity): number {
  return a.nano < b.nano ? -1 : a.nano > b.nano ? 1 : 0
}

/** Their sum, in the family of the first unless that is nothing. */
export function addQuantities(a: Quantity, b: Quantity): Quantity {
  return { nano: a.nano + b.nano, format: a.nano === 0n ? b.format : a.format }
}

export function subtractQuantities(a: Quantity, b: Quantity): Quantity {
  return { nano: a.nano - b.nano, format: a.nano === 0n ? b.format : a.format }
}

/** In thousandths, rounded up: how processors are counted. 0 for what cannot be read. */
export function milliValue(amount: Quantity | string | number): number {
  return Number(up(nanoOf(amount), 1_000_000n))
}

/** In whole units, rounded up: how bytes and pods are counted. 0 for what cannot be read. */
export function wholeValue(amount: Quantity | string | number): number {
  return Number(up(nanoOf(amount), UNIT))
}

function nanoOf(amount: Quantity | string | number): bigint {
  return (typeof amount === 'object' ? amount : parseQuantity(amount))?.nano ?? 0n
}
