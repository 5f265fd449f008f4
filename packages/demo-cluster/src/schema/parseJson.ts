import type { Json, JsonObject } from '../objects.ts'

/** A key that stands twice in one object: `spec.replicas`. `after` is the key that the second one follows, which says where among other problems it is told. */
export type Duplicate = { readonly path: string; readonly after: string }

export type Parsed =
  | { readonly ok: true; readonly value: Json; readonly duplicates: readonly Duplicate[] }
  /** In the words of Go's parser. */
  | { readonly ok: false; readonly message: string }

const MAX_DEPTH = 1000
const ENDED = 'unexpected end of JSON input'
const LITERALS: readonly (readonly [string, Json])[] = [
  ['true', true],
  ['false', false],
  ['null', null],
]

/** Parses JSON as Go does: with its complaints, the last of several equal keys winning, and each of the others told. */
export function parseJson(text: string): Parsed {
  const reader = new JsonReader(text)
  try {
    return { ok: true, value: reader.document(), duplicates: reader.duplicates }
  } catch (problem) {
    if (problem instanceof Malformed) return { ok: false, message: problem.message }
    throw problem
  }
}

/** Carries the message out of the recursion; never leaves this file. */
class Malformed extends Error {}

class JsonReader {
  readonly duplicates: Duplicate[] = []
  readonly #text: string
  #at = 0
  #depth = 0

  constructor(text: string) {
    this.#text = text
  }

  document(): Json {
    const value = this.#value('')
    this.#space()
    if (this.#at < this.#text.length) throw this.#unexpected('after top-level value')
    return value
  }

  #value(path: string): Json {
    this.#space()
    const first = this.#text[this.#at]
    if (first === '{') return this.#nested(() => this.#object(path))
    if (first === '[') return this.#nested(() => this.#list(path))
    if (first === '"') return this.#string()
    if (first === '-' || isDigit(first)) return this.#number()
    const literal = LITERALS.find(([word]) => word[0] === first)
    if (!literal) throw this.#unexpected('looking for beginning of value')
    return this.#literal(literal)
  }

  #nested<Value>(read: () => Value): Value {
    if (++this.#depth > MAX_DEPTH) throw new Malformed('exceeded max depth')
    this.#at++
    const value = read()
    this.#depth--
    return value
  }

  #object(path: string): JsonObject {
    const entries = new Map<string, Json>()
    let before = ''
    this.#space()
    if (this.#skip('}')) return {}
    do {
      this.#space()
      if (this.#text[this.#at] !== '"') throw this.#unexpected('looking for beginning of object key string')
      const key = this.#string()
      const own = path === '' ? key : `${path}.${key}`
      if (entries.has(key)) this.duplicates.push({ path: own, after: before })
      this.#space()
      if (!this.#skip(':')) throw this.#unexpected('after object key')
      entries.set(key, this.#value(own))
      before = own
      this.#space()
    } while (this.#skip(','))
    if (!this.#skip('}')) throw this.#unexpected('after object key:value pair')
    return Object.fromEntries(entries)
  }

  #list(path: string): readonly Json[] {
    const elements: Json[] = []
    this.#space()
    if (this.#skip(']')) return elements
    do {
      elements.push(this.#value(`${path}[${elements.length}]`))
      this.#space()
    } while (this.#skip(','))
    if (!this.#skip(']')) throw this.#unexpected('after array element')
    return elements
  }

  #string(): string {
    const start = this.#at++
    for (;;) {
      const next = this.#text[this.#at]
      if (next === undefined || next < ' ') throw this.#unexpected('in string literal')
      this.#at++
      if (next === '"') return JSON.parse(this.#text.slice(start, this.#at))
      if (next === '\\') this.#escape()
    }
  }

  #escape(): void {
    const kind = this.#text[this.#at]
    if (kind === undefined || !'"\\/bfnrtu'.includes(kind)) throw this.#unexpected('in string escape code')
    this.#at++
    if (kind !== 'u') return
    for (let digit = 0; digit < 4; digit++) {
      if (!/[0-9a-fA-F]/.test(this.#text[this.#at] ?? '')) throw this.#unexpected('in \\u hexadecimal character escape')
      this.#at++
    }
  }

  #number(): number {
    const start = this.#at
    this.#skip('-')
    if (!this.#skip('0')) this.#digits('in numeric literal')
    if (this.#skip('.')) this.#digits('after decimal point in numeric literal')
    if (this.#skip('e') || this.#skip('E')) {
      if (!this.#skip('+')) this.#skip('-')
      this.#digits('in exponent of numeric literal')
    }
    return Number(this.#text.slice(start, this.#at))
  }

  #digits(where: string): void {
    if (!isDigit(this.#text[this.#at])) throw this.#unexpected(where)
    while (isDigit(this.#text[this.#at])) this.#at++
  }

  #literal([word, value]: readonly [string, Json]): Json {
    for (const letter of word) {
      if (!this.#skip(letter)) throw this.#unexpected(`in literal ${word} (expecting '${letter}')`)
    }
    return value
  }

  #space(): void {
    while (' \t\r\n'.includes(this.#text[this.#at] ?? 'x')) this.#at++
  }

  #skip(character: string): boolean {
    if (this.#text[this.#at] !== character) return false
    this.#at++
    return true
  }

  #unexpected(where: string): Malformed {
    const code = this.#text.codePointAt(this.#at)
    return new Malformed(code === undefined ? ENDED : `invalid character ${quoted(String.fromCodePoint(code))} ${where}`)
  }
}

function isDigit(character: string | undefined): boolean {
  return character !== undefined && character >= '0' && character <= '9'
}

/** A character as Go quotes it. */
function quoted(character: string): string {
  if (character === "'") return "'\\''"
  return character === '"' ? `'"'` : `'${JSON.stringify(character).slice(1, -1)}'`
}
