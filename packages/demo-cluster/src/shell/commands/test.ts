import { resolvePath } from '../../containers/Files.ts'
import type { Process } from '../../containers/Process.ts'
import { type Tool, tool } from '../Tool.ts'

/** `test`, and as `[` with its closing bracket. */
export function test(name: 'test' | '['): Tool {
  return tool((process, args) => {
    const complain = (text: string) => process.complain(`${process.sandbox.flavour === 'busybox' ? 'sh' : '-bash'}: ${text}\n`)
    if (name === '[' && args.at(-1) !== ']') {
      complain('missing ]')
      return 2
    }
    const words = name === '[' ? args.slice(0, -1) : args
    try {
      const reading = new Reading(process, words)
      if (words.length === 0) return 1
      const isTrue = reading.or()
      if (!reading.isAtEnd) throw new Error(`${reading.here}: unknown operand`)
      return isTrue ? 0 : 1
    } catch (error) {
      complain(error instanceof Error ? error.message : String(error))
      return 2
    }
  })
}

const BINARY = new Set(['=', '==', '!=', '-eq', '-ne', '-lt', '-le', '-gt', '-ge', '<', '>'])

class Reading {
  readonly #process: Process
  readonly #words: readonly string[]
  #at = 0

  constructor(process: Process, words: readonly string[]) {
    this.#process = process
    this.#words = words
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#words.length
  }

  get here(): string {
    return this.#words[this.#at] ?? ''
  }

  or(): boolean {
    let value = this.#and()
    while (this.#take('-o')) value = this.#and() || value
    return value
  }

  #and(): boolean {
    let value = this.#not()
    while (this.#take('-a')) value = this.#not() && value
    return value
  }

  #not(): boolean {
    if (this.#words.length - this.#at > 1 && this.#take('!')) return !this.#not()
    return this.#primary()
  }

  #take(word: string): boolean {
    if (this.here !== word || this.isAtEnd) return false
    this.#at++
    return true
  }

  #primary(): boolean {
    const word = this.#words[this.#at++] ?? ''
    const operator = this.here
    if (BINARY.has(operator)) {
      const right = this.#words[this.#at + 1]
      if (right === undefined) throw new Error('argument expected')
      this.#at += 2
      return compare(word, operator, right)
    }
    if (word === '(') {
      const value = this.or()
      if (!this.#take(')')) throw new Error('closing paren expected')
      return value
    }
    if (!/^-[a-zA-Z]$/.test(word) || this.isAtEnd) return word !== ''
    return this.#unary(word, this.#words[this.#at++] ?? '')
  }

  #unary(operator: string, operand: string): boolean {
    if (operator === '-n') return operand !== ''
    if (operator === '-z') return operand === ''
    if (operator === '-t') return this.#process.descriptor(Number(operand)).terminal !== undefined
    const { files } = this.#process.sandbox
    const entry = files.entry(resolvePath(this.#process.cwd, operand))
    if (entry === undefined) return false
    switch (operator) {
      case '-f':
        return entry.type === 'file'
      case '-d':
        return entry.type === 'directory'
      case '-s':
        return entry.type === 'directory' || entry.size > 0
      case '-x':
        return entry.type === 'directory' || entry.mode.includes('x')
      case '-L':
      case '-h':
        return false
      default:
        return true
    }
  }
}

function compare(left: string, operator: string, right: string): boolean {
  if (operator === '=' || operator === '==') return left === right
  if (operator === '!=') return left !== right
  if (operator === '<') return left < right
  if (operator === '>') return left > right
  const [a, b] = [number(left), number(right)]
  if (operator === '-eq') return a === b
  if (operator === '-ne') return a !== b
  if (operator === '-lt') return a < b
  if (operator === '-le') return a <= b
  return operator === '-gt' ? a > b : a >= b
}

function number(text: string): number {
  if (!/^\s*[-+]?\d+\s*$/.test(text)) throw new Error(`${text}: bad number`)
  return Number(text)
}
