const PATTERN = /^([+-]?)(\d*)(?:\.(\d*))?([numkMGTPE]|[KMGTPE]i|[eE][+-]?\d+)?$/
/** Most of what people write stands in its one form already. */
const WRITTEN = /^[1-9]\d{0,2}(?:m|Ki|Mi|Gi)?$/
const DECIMAL: Readonly<Record<string, number>> = { n: -9, u: -6, m: -3, '': 0, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 }
const BINARY = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei']
const SMALLEST = -9

/** `digits` × 10^`exponent`. */
type Decimal = { readonly digits: bigint; readonly exponent: number }

/**
 * A quantity as Kubernetes writes it after reading it: no fraction, the largest suffix that keeps it whole, binary suffixes only from 1024 on (`1000m` is `1`, `1.5Gi` is
 * `1536Mi`, `0.5Ki` is `512`). Undefined for what is no quantity.
 */
export function canonicalQuantity(value: string | number): string | undefined {
  if (typeof value === 'string' && WRITTEN.test(value)) return value
  const [, sign = '', whole = '', fraction = '', suffix = ''] = PATTERN.exec(String(value).trim()) ?? []
  if (whole === '' && fraction === '') return undefined
  const digits = BigInt(`${sign === '-' ? '-' : ''}${whole}${fraction}`)
  if (suffix.endsWith('i')) return binary({ digits: digits * 1024n ** BigInt(BINARY.indexOf(suffix)), exponent: -fraction.length })
  const isExponent = /^[eE][+-]?\d/.test(suffix)
  const exponent = isExponent ? Number(suffix.slice(1)) : (DECIMAL[suffix] ?? 0)
  return decimal({ digits, exponent: exponent - fraction.length }, isExponent)
}

function binary(value: Decimal): string {
  const bytes = roundUp(value, 0)
  if (bytes > -1024n && bytes < 1024n) return decimal(value, false)
  let [left, power] = [bytes, 0]
  while (left % 1024n === 0n && power < BINARY.length - 1) {
    left /= 1024n
    power++
  }
  return `${left}${BINARY[power]}`
}

function decimal(value: Decimal, withExponent: boolean): string {
  let { digits, exponent } = value.exponent < SMALLEST ? { digits: roundUp(value, SMALLEST), exponent: SMALLEST } : value
  if (digits === 0n) return '0'
  while (digits % 10n === 0n) {
    digits /= 10n
    exponent++
  }
  const third = Math.floor(exponent / 3) * 3
  digits *= 10n ** BigInt(exponent - third)
  const suffix = Object.entries(DECIMAL).find(([, power]) => power === third)?.[0]
  if (suffix === undefined || withExponent) return third === 0 ? `${digits}` : `${digits}e${third}`
  return `${digits}${suffix}`
}

/** In units of 10^`exponent`, away from zero where that is not exact. */
function roundUp(value: Decimal, exponent: number): bigint {
  if (value.exponent >= exponent) return value.digits * 10n ** BigInt(value.exponent - exponent)
  const unit = 10n ** BigInt(exponent - value.exponent)
  const whole = value.digits / unit
  if (value.digits % unit === 0n) return whole
  return value.digits < 0n ? whole - 1n : whole + 1n
}
