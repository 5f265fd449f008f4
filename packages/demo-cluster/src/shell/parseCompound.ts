import type { Command, Script, Word } from './Ast.ts'
import type { Parser } from './parseScript.ts'
import { ShellSyntaxError } from './ShellSyntaxError.ts'

/** A command that holds others, where one begins here; null where none does. */
export function parseCompound(parser: Parser, keyword: string | null): Command | null {
  switch (keyword) {
    case 'if':
      return parseIf(parser)
    case 'while':
    case 'until': {
      parser.takeKeyword(keyword)
      const test = parser.body()
      const body = doGroup(parser)
      return { type: 'while', until: keyword === 'until', test, body, redirects: parser.redirects() }
    }
    case 'for':
      return parseFor(parser)
    case 'case':
      return parseCase(parser)
    case '{': {
      parser.takeKeyword('{')
      const body = parser.body()
      parser.expect('}')
      return { type: 'group', body, redirects: parser.redirects() }
    }
    default:
      return keyword === null && parser.take('(') ? parseSubshell(parser) : null
  }
}

function parseSubshell(parser: Parser): Command {
  const body = parser.body()
  parser.skipLines()
  if (!parser.take(')')) throw parser.unexpected()
  return { type: 'subshell', body, redirects: parser.redirects() }
}

function doGroup(parser: Parser): Script {
  parser.expect('do')
  const body = parser.body()
  parser.expect('done')
  return body
}

function parseIf(parser: Parser): Command {
  const branches: { test: Script; body: Script }[] = []
  let otherwise: Script = []
  parser.takeKeyword('if')
  for (;;) {
    const test = parser.body()
    parser.expect('then')
    branches.push({ test, body: parser.body() })
    parser.skipLines()
    if (parser.takeKeyword('elif')) continue
    if (parser.takeKeyword('else')) otherwise = parser.body()
    parser.expect('fi')
    return { type: 'if', branches, otherwise, redirects: parser.redirects() }
  }
}

function parseFor(parser: Parser): Command {
  parser.takeKeyword('for')
  parser.reader.skipBlanks()
  const name = /^[A-Za-z_]\w*/.exec(parser.reader.rest)?.[0]
  if (name === undefined) throw new ShellSyntaxError('syntax error: bad for loop variable')
  parser.reader.at += name.length
  parser.skipLines()
  const words = parser.takeKeyword('in') ? wordsOf(parser) : null
  parser.takeSemicolon()
  const body = doGroup(parser)
  return { type: 'for', name, words, body, redirects: parser.redirects() }
}

function wordsOf(parser: Parser): readonly Word[] {
  const words: Word[] = []
  for (;;) {
    parser.reader.skipBlanks()
    const word = parser.reader.word()
    if (word === null) return words
    words.push(word)
  }
}

function parseCase(parser: Parser): Command {
  parser.takeKeyword('case')
  parser.reader.skipBlanks()
  const word = parser.reader.word()
  if (word === null) throw parser.unexpected()
  parser.expect('in')
  const cases: { patterns: readonly Word[]; body: Script }[] = []
  for (;;) {
    parser.skipLines()
    if (parser.takeKeyword('esac')) return { type: 'case', word, cases, redirects: parser.redirects() }
    parser.take('(')
    const patterns: Word[] = []
    do {
      parser.reader.skipBlanks()
      const pattern = parser.reader.word()
      if (pattern === null) throw parser.unexpected()
      patterns.push(pattern)
    } while (parser.take('|'))
    if (!parser.take(')')) throw parser.unexpected()
    cases.push({ patterns, body: parser.list() })
    parser.skipLines()
    if (!parser.take(';;') && parser.keyword() !== 'esac') throw parser.unexpected()
  }
}
