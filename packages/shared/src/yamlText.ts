import { writeUnseen } from './visibleText.ts'

/** What YAML can say and JSON too. */
export type Plain = string | number | boolean | null | readonly Plain[] | { readonly [key: string]: Plain | undefined }

/** Texts that need no quotes in any version of YAML. */
const BARE = /^[A-Za-z_/][A-Za-z0-9_./-]*(:[A-Za-z0-9_./-]+)*$/
const RESERVED = /^(y|n|yes|no|on|off|true|false|null)$/i

/** The value as YAML in blocks, with a line end at its end; fields that are undefined are left out. What it says is read back equal by every YAML 1.1 and 1.2 reader, and no line of it is a word of a text. */
export function yamlText(value: Plain): string {
  return `${block(value, '').replace(/^\n/, '')}\n`
}

function block(value: Plain, indent: string): string {
  if (isList(value)) return value.length === 0 ? ' []' : value.map((item) => `\n${indent}-${inItem(item, `${indent}  `)}`).join('')
  if (typeof value !== 'object' || value === null) return ` ${scalar(value)}`
  const fields = Object.entries(value).filter((field): field is [string, Plain] => field[1] !== undefined)
  if (fields.length === 0) return ' {}'
  return fields.map(([key, inner]) => `\n${indent}${scalar(key)}:${block(inner, isList(inner) ? indent : `${indent}  `)}`).join('')
}

/** A map or list within a list begins on the line of its dash. */
function inItem(value: Plain, indent: string): string {
  return block(value, indent).replace(/^\n +/, ' ')
}

function scalar(value: string | number | boolean | null): string {
  if (typeof value !== 'string') return String(value)
  return BARE.test(value) && !RESERVED.test(value) ? value : quoted(value)
}

/** JSON's quotes are YAML's; what JSON leaves as it is and nobody sees, or YAML reads as a line end or not at all, is escaped. */
function quoted(text: string): string {
  return writeUnseen(JSON.stringify(text), escaped).replace(/[\ufffe\uffff]/g, escaped)
}

function escaped(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16)
  return code.length > 4 ? `\\U${code.padStart(8, '0')}` : `\\u${code.padStart(4, '0')}`
}

function isList(value: Plain): value is readonly Plain[] {
  return Array.isArray(value)
}
