import { type Json, type JsonObject, setField } from '../objects.ts'

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
  /** What needs no look within a string: neither its end, nor an escape, nor what may not stand there. */
  readonly #plain = /[ !#-[\]-\uffff]*/y
  #at = 0
  /** The keys and indexes on the way to what is being read, its own level last. */
  readonly #above: (string | number)[] = []

  constructor(text: string) {
    this.#text = text
  }

  document(): Json {
    const value = this.#value()
    this.#space()
    if (this.#at < this.#text.length) throw this.#unexpected('after top-level value')
    return value
  }

  #value(): Json {
    this.#space()
    const first = this.#text[this.#at]
    if (first === '"') return this.#string()
    if (first === '{') return this.#nested(() => this.#object())
    if (first === '[') return this.#nested(() => this.#list())
    if (first === '-' || isDigit(first)) return this.#number()
    const literal = LITERALS.find(([word]) => word[0] === first)
    if (!literal) throw this.#unexpected('looking for beginning of value')
    return this.#literal(literal)
  }

  #nested<Value>(read: () => Value): Value {
    if (this.#above.length >= MAX_DEPTH) throw new Malformed('exceeded max depth')
    this.#at++
    this.#above.push('')
    const value = read()
    this.#above.pop()
    return value
  }

  #object(): JsonObject {
    const object: Record<string, Json> = {}
    const level = this.#above.length - 1
    this.#space()
    if (this.#skip('}')) return object
    do {
      this.#space()
      if (this.#text[this.#at] !== '"') throw this.#unexpected('looking for beginning of object key string')
      const before = this.#above[level] ?? ''
      const key = this.#string()
      if (Object.hasOwn(object, key)) this.duplicates.push({ path: this.#path(key), after: this.#path(before) })
      this.#above[level] = key
      this.#space()
      if (!this.#skip(':')) throw this.#unexpected('after object key')
      setField(object, key, this.#value())
      this.#space()
    } while (this.#skip(','))
    if (!this.#skip('}')) throw this.#unexpected('after object key:value pair')
    return object
  }

  #list(): readonly Json[] {
    const elements: Json[] = []
    const level = this.#above.length - 1
    this.#space()
    if (this.#skip(']')) return elements
    do {
      this.#above[level] = elements.length
      elements.push(this.#value())
      this.#space()
    } while (this.#skip(','))
    if (!this.#skip(']')) throw this.#unexpected('after array element')
    return elements
  }

  /** Of a key in the object that is being read. */
  #path(key: string | number): string {
    const parts = [...this.#above.slice(0, -1), key]
    return parts.reduce<string>((path, part) => (typeof part === 'number' ? `${path}[${part}]` : path === '' ? part : `${path}.${part}`), '')
  }

  #string(): string {
    const start = this.#at++
    for (;;) {
      this.#plain.lastIndex = this.#at
      this.#plain.test(this.#text)
      this.#at = this.#plain.lastIndex
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
    for (let next = this.#text[this.#at]; next === ' ' || next === '\n' || next === '\t' || next === '\r'; next = this.#text[this.#at]) this.#at++
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
