import { CORE_SCHEMA, defineScalarTag, mergeTag, NOT_RESOLVED, type Schema } from 'js-yaml'

const TRUE = /^(y|Y|yes|Yes|YES|on|On|ON|true|True|TRUE)$/
const FALSE = /^(n|N|no|No|NO|off|Off|OFF|false|False|FALSE)$/
const INTEGER = /^[-+]?(0[bB][01_]+|0[oO]?[0-7_]+|0[xX][0-9a-fA-F_]+|[1-9][0-9_]*|0)$/
const DECIMAL = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/
const NO_NUMBER = /^([-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN))$/

/** How an apiserver reads unquoted values: YAML 1.1 without its numbers to the base of 60, and with dates as text. */
export const kubeSchema: Schema = CORE_SCHEMA.withTags(
  mergeTag,
  defineScalarTag<boolean>('tag:yaml.org,2002:bool', {
    implicit: true,
    resolve: (source) => (TRUE.test(source) ? true : FALSE.test(source) ? false : NOT_RESOLVED),
    identify: () => false,
  }),
  defineScalarTag<number>('tag:yaml.org,2002:int', {
    implicit: true,
    resolve: (source) => (INTEGER.test(source) ? integerOf(source) : NOT_RESOLVED),
    identify: () => false,
  }),
  defineScalarTag<number>('tag:yaml.org,2002:float', {
    implicit: true,
    resolve: (source) => {
      const plain = source.replaceAll('_', '')
      return DECIMAL.test(plain) && !INTEGER.test(source) ? Number(plain) : NOT_RESOLVED
    },
    identify: () => false,
  }),
)

/** Whether an unquoted value is a number that JavaScript cannot hold exactly. */
export function isInexact(source: string): boolean {
  return INTEGER.test(source) ? !Number.isSafeInteger(integerOf(source)) : NO_NUMBER.test(source)
}

/**
 * What a reader may not expect of an unquoted value; null where nothing is surprising. `010` is eight, `no` is false, and `1:30` is text here while other
 * readers of YAML take it for ninety.
 */
export function surpriseOf(source: string): string | null {
  if (TRUE.test(source) && !/^true$/i.test(source)) return `${source} without quotes is read as true`
  if (FALSE.test(source) && !/^false$/i.test(source)) return `${source} without quotes is read as false`
  if (/^[-+]?0[0-7_]*[1-7][0-7_]*$/.test(source)) return `${source} without quotes is read as octal: it is ${integerOf(source)}`
  if (/^[-+]?[1-9][0-9_]*(:[0-5]?[0-9])+$/.test(source))
    return `${source} without quotes is text here; other readers of YAML take it for a number to the base of 60`
  return null
}

function integerOf(source: string): number {
  const plain = source.replaceAll('_', '')
  const negative = plain.startsWith('-')
  const digits = plain.replace(/^[-+]/, '')
  const value = /^0[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : Number(digits)
  return negative ? -value : value
}
