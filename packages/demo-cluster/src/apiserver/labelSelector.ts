type Operator = 'exists' | '!' | '=' | '==' | '!=' | 'in' | 'notin' | '>' | '<'
type Requirement = { readonly key: string; readonly operator: Operator; readonly values: readonly string[] }
type Token = { readonly is: 'end' | 'word' | 'symbol' | 'error'; readonly text: string }
type Labels = Readonly<Record<string, string>>

export type LabelsMatch =
  | { readonly ok: true; readonly empty: boolean; readonly matches: (labels: Labels) => boolean }
  | { readonly ok: false; readonly message: string }

const SYMBOLS = '=!(),><'
const BINARY = 'in, notin, =, ==, !=, gt, lt'
const INTEGER = /^[+-]?\d+$/
const NAME = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/
const VALUE = /^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/
const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/
const NAME_RULE =
  "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')"
const VALUE_RULE =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')"
const SUBDOMAIN_RULE =
  "prefix part a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')"

/** A label selector as it stands in a URL, parsed and refused as `labels.Parse` of apimachinery does, messages included. */
export function parseLabelSelector(text: string): LabelsMatch {
  try {
    const requirements = new Parser(text).parse()
    return { ok: true, empty: requirements.length === 0, matches: (labels) => requirements.every((one) => meets(labels, one)) }
  } catch (error) {
    if (error instanceof Unparsable) return { ok: false, message: error.message }
    throw error
  }
}

class Unparsable extends Error {}

function meets(labels: Labels, { key, operator, values }: Requirement): boolean {
  const value = Object.hasOwn(labels, key) ? labels[key] : undefined
  switch (operator) {
    case 'exists':
      return value !== undefined
    case '!':
      return value === undefined
    case '=':
    case '==':
    case 'in':
      return value !== undefined && values.includes(value)
    case '!=':
    case 'notin':
      return value === undefined || !values.includes(value)
    case '>':
    case '<':
      return value !== undefined && INTEGER.test(value) && (operator === '>' ? Number(value) > Number(values[0]) : Number(value) < Number(values[0]))
    default:
      return operator satisfies never
  }
}

class Parser {
  readonly #tokens: readonly Token[]
  #at = 0

  constructor(text: string) {
    this.#tokens = tokensOf(text)
  }

  parse(): readonly Requirement[] {
    const requirements: Requirement[] = []
    for (;;) {
      const first = this.#peek()
      if (first.is === 'end') return requirements
      if (!startsRequirement(first)) throw new Unparsable(`found '${first.text}', expected: !, identifier, or 'end of string'`)
      requirements.push(this.#requirement())
      const next = this.#take()
      if (next.is === 'end') return requirements
      if (next.text !== ',') throw new Unparsable(`found '${next.text}', expected: ',' or 'end of string'`)
      if (!startsRequirement(this.#peek())) throw new Unparsable(`found '${this.#peek().text}', expected: identifier after ','`)
    }
  }

  #requirement(): Requirement {
    const negated = this.#peek().text === '!' && this.#peek().is === 'symbol'
    if (negated) this.#take()
    const name = this.#take()
    if (name.is !== 'word') fail(`found '${name.text}', expected: identifier`)
    checkKey(name.text)
    const after = this.#peek()
    if (negated) return { key: name.text, operator: '!', values: [] }
    if (after.is === 'end' || isSymbol(after, ',')) return { key: name.text, operator: 'exists', values: [] }
    const operator = this.#operator()
    const values = operator === 'in' || operator === 'notin' ? this.#values() : [this.#exactValue()]
    checkValues(name.text, operator, values)
    return { key: name.text, operator, values }
  }

  #operator(): Operator {
    const { text } = this.#take()
    if (text === 'in' || text === 'notin' || text === '=' || text === '==' || text === '!=' || text === '>' || text === '<') return text
    return fail(`found '${text}', expected: ${BINARY}`)
  }

  #values(): readonly string[] {
    const open = this.#take()
    if (!isSymbol(open, '(')) fail(`found '${open.text}' expected: '('`)
    const first = this.#peek()
    if (isSymbol(first, ')')) {
      this.#take()
      return ['']
    }
    if (first.is !== 'word' && !isSymbol(first, ',')) fail(`found '${first.text}', expected: ',', ')' or identifier`)
    const values = new Set<string>()
    for (let wordBefore = false; ; ) {
      const token = this.#take()
      if (token.is === 'word' && !wordBefore) {
        values.add(token.text)
        wordBefore = true
        if (!isSymbol(this.#peek(), ',') && !isSymbol(this.#peek(), ')')) fail(`found '${this.#peek().text}', expected: ',' or ')'`)
      } else if (isSymbol(token, ',')) {
        if (values.size === 0 || isSymbol(this.#peek(), ',') || isSymbol(this.#peek(), ')')) values.add('')
        wordBefore = false
      } else if (isSymbol(token, ')')) return [...values].sort()
      else fail(`found '${token.text}', expected: ',', or identifier`)
    }
  }

  #exactValue(): string {
    const next = this.#peek()
    if (next.is === 'end' || isSymbol(next, ',')) return ''
    const token = this.#take()
    return token.is === 'word' ? token.text : fail(`found '${token.text}', expected: identifier`)
  }

  #peek(): Token {
    return this.#tokens[this.#at] ?? END
  }

  #take(): Token {
    const token = this.#peek()
    this.#at++
    return token
  }
}

const END: Token = { is: 'end', text: '' }
const isSymbol = (token: Token, text: string) => token.is === 'symbol' && token.text === text
const startsRequirement = (token: Token) => token.is === 'word' || isSymbol(token, '!')

function fail(message: string): never {
  throw new Unparsable(`unable to parse requirement: ${message}`)
}

function checkKey(key: string): void {
  const parts = key.split('/')
  const name = parts.at(-1) ?? ''
  const prefix = parts.length > 1 ? parts.slice(0, -1).join('/') : null
  const refuse = (why: string) => fail(`<nil>: Invalid value: ${JSON.stringify(key)}: ${why}`)
  if (parts.length > 2) refuse(`a valid label key ${NAME_RULE} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`)
  if (prefix === '') refuse('prefix part must be non-empty')
  if (prefix !== null && !SUBDOMAIN.test(prefix)) refuse(SUBDOMAIN_RULE)
  if (name.length > 63) refuse('name part must be no more than 63 bytes')
  if (!NAME.test(name)) refuse(`name part ${NAME_RULE}`)
}

function checkValues(key: string, operator: Operator, values: readonly string[]): void {
  for (const [index, value] of values.entries()) {
    const refuse = (where: string, why: string) => fail(`${where}: Invalid value: ${JSON.stringify(value)}: ${why}`)
    if ((operator === '>' || operator === '<') && !INTEGER.test(value)) refuse(`values[${index}]`, "for 'Gt', 'Lt' operators, the value must be an integer")
    if (value.length > 63) refuse(`values[${index}][${key}]`, 'must be no more than 63 bytes')
    if (!VALUE.test(value)) refuse(`values[${index}][${key}]`, VALUE_RULE)
  }
}

function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = []
  for (let rest = text.trimStart(); rest !== ''; ) {
    const word = /^[^=!(),><\s]+/.exec(rest)?.[0]
    const symbol = word === undefined ? longestSymbol(rest) : undefined
    tokens.push(word === undefined ? { is: 'symbol', text: symbol ?? rest.charAt(0) } : { is: 'word', text: word })
    rest = rest.slice((word ?? symbol ?? rest.charAt(0)).length).trimStart()
  }
  return tokens
}

function longestSymbol(text: string): string | undefined {
  if (text.startsWith('==') || text.startsWith('!=')) return text.slice(0, 2)
  return SYMBOLS.includes(text.charAt(0)) ? text.charAt(0) : undefined
}
