/** The variables that an arithmetic expression reads and sets. */
export type Variables = { readonly get: (name: string) => string | undefined; readonly set: (name: string, value: string) => void }

const TOKEN = /\s*(\d+|0x[0-9a-fA-F]+|[A-Za-z_]\w*|\*\*|<<=|>>=|\+\+|--|&&|\|\||<=|>=|==|!=|<<|>>|[-+*/%&|^]=|[-+*/%<>!~&|^?:=(),])/y

const LEVELS: readonly (readonly string[])[] = [
  ['||'],
  ['&&'],
  ['|'],
  ['^'],
  ['&'],
  ['==', '!='],
  ['<=', '>=', '<', '>'],
  ['<<', '>>'],
  ['+', '-'],
  ['*', '/', '%'],
]

class ArithmeticError extends Error {}

/** The value of what stands in `$((…))`, in whole numbers. */
export function arithmetic(text: string, variables: Variables): number {
  const parser = new Arithmetic(text, variables)
  const value = parser.comma()
  if (!parser.isAtEnd) throw new ArithmeticError('arithmetic syntax error')
  return value
}

class Arithmetic {
  readonly #tokens: readonly string[]
  readonly #variables: Variables
  #at = 0

  constructor(text: string, variables: Variables) {
    this.#variables = variables
    const tokens: string[] = []
    TOKEN.lastIndex = 0
    for (let from = 0; text.slice(from).trim() !== ''; from = TOKEN.lastIndex) {
      const found = TOKEN.exec(text)
      if (found?.[1] === undefined) throw new ArithmeticError('arithmetic syntax error')
      tokens.push(found[1])
    }
    this.#tokens = tokens
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#tokens.length
  }

  comma(): number {
    if (this.isAtEnd) return 0
    let value = this.#assignment()
    while (this.#take(',')) value = this.#assignment()
    return value
  }

  #take(token: string): boolean {
    if (this.#tokens[this.#at] !== token) return false
    this.#at++
    return true
  }

  #assignment(): number {
    const name = this.#tokens[this.#at] ?? ''
    const operator = this.#tokens[this.#at + 1] ?? ''
    if (!/^[A-Za-z_]/.test(name) || !/^(<<|>>|[-+*/%&|^])?=$/.test(operator)) return this.#conditional()
    this.#at += 2
    const right = this.#assignment()
    const value = operator === '=' ? right : apply(operator.slice(0, -1), this.#value(name), right)
    this.#variables.set(name, String(value))
    return value
  }

  #conditional(): number {
    const test = this.#binary(0)
    if (!this.#take('?')) return test
    const yes = this.#assignment()
    if (!this.#take(':')) throw new ArithmeticError('arithmetic syntax error')
    const no = this.#assignment()
    return test === 0 ? no : yes
  }

  #binary(level: number): number {
    const operators = LEVELS[level]
    if (operators === undefined) return this.#unary()
    let left = this.#binary(level + 1)
    for (;;) {
      const operator = this.#tokens[this.#at] ?? ''
      if (!operators.includes(operator)) return left
      this.#at++
      left = apply(operator, left, this.#binary(level + 1))
    }
  }

  #unary(): number {
    if (this.#take('-')) return -this.#unary()
    if (this.#take('+')) return this.#unary()
    if (this.#take('!')) return this.#unary() === 0 ? 1 : 0
    if (this.#take('~')) return ~this.#unary()
    const step = this.#take('++') ? 1 : this.#take('--') ? -1 : 0
    const token = this.#tokens[this.#at++] ?? ''
    if (step !== 0) return this.#step(token, step, 'before')
    if (token === '(') {
      const value = this.comma()
      if (!this.#take(')')) throw new ArithmeticError('arithmetic syntax error')
      return value
    }
    if (/^\d/.test(token)) return /^0[0-7]+$/.test(token) ? Number.parseInt(token, 8) : Number(token)
    if (!/^[A-Za-z_]/.test(token)) throw new ArithmeticError('arithmetic syntax error')
    if (this.#take('++')) return this.#step(token, 1, 'after')
    if (this.#take('--')) return this.#step(token, -1, 'after')
    return this.#value(token)
  }

  #step(name: string, by: number, when: 'before' | 'after'): number {
    const value = this.#value(name)
    this.#variables.set(name, String(value + by))
    return when === 'before' ? value + by : value
  }

  #value(name: string): number {
    const number = Number(this.#variables.get(name) ?? '0')
    return Number.isFinite(number) ? Math.trunc(number) : 0
  }
}

function apply(operator: string, a: number, b: number): number {
  if ((operator === '/' || operator === '%') && b === 0) throw new ArithmeticError('divide by zero')
  const operations: Readonly<Record<string, () => number>> = {
    '+': () => a + b,
    '-': () => a - b,
    '*': () => a * b,
    '/': () => Math.trunc(a / b),
    '%': () => a % b,
    '<<': () => a << b,
    '>>': () => a >> b,
    '&': () => a & b,
    '|': () => a | b,
    '^': () => a ^ b,
    '<': () => Number(a < b),
    '>': () => Number(a > b),
    '<=': () => Number(a <= b),
    '>=': () => Number(a >= b),
    '==': () => Number(a === b),
    '!=': () => Number(a !== b),
    '&&': () => Number(a !== 0 && b !== 0),
    '||': () => Number(a !== 0 || b !== 0),
  }
  return operations[operator]?.() ?? 0
}
