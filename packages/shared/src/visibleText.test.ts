import { describe, expect, it } from 'vitest'
import { visiblePieces, visibleText } from './visibleText.ts'

describe('text from the cluster', () => {
  it.each([
    ['clear screen', '\u001b[2Jgone', '\\x1b[2Jgone'],
    ['clipboard write', '\u001b]52;c;ZXZpbA==\u0007', '\\x1b]52;c;ZXZpbA==\\x07'],
    ['8-bit control sequence', '\u009b31mred', '\\x9b31mred'],
    ['carriage return that overwrites', 'safe\rEVIL', 'safe\\rEVIL'],
    ['backspaces', 'rm\b\bls', 'rm\\b\\bls'],
    ['NUL', 'a\0b', 'a\\0b'],
    ['right-to-left override', 'gnp.\u202Eexe', 'gnp.\\u202eexe'],
    ['isolate', '\u2066admin\u2069', '\\u2066admin\\u2069'],
    ['zero-width space', 'ad\u200Bmin', 'ad\\u200bmin'],
    ['joiner between letters', 'ad\u200Dmin', 'ad\\u200dmin'],
    ['byte order mark', '\uFEFFa', '\\ufeffa'],
    ['line separator', 'a\u2028b', 'a\\u2028b'],
    ['lone surrogate', 'a\uD83Db', 'a\\ud83db'],
    ['tag characters', 'a\u{E0041}', 'a\\u{e0041}'],
    ['Hangul filler', 'a\u3164b', 'a\\u3164b'],
  ])('shows %s', (_, hostile, shown) => {
    expect(visibleText(hostile)).toBe(shown)
    expect(
      visiblePieces(hostile)
        .map((piece) => piece.text)
        .join(''),
    ).toBe(shown)
  })

  it.each([
    '<img src=x onerror=alert(1)>',
    '<svg/onload=alert(1)>',
    'javascript:alert(1)',
    'data:text/html,<script>',
    ']]>',
    '${7*7} {{7*7}}',
    '[a](javascript:b)',
    '"; alert()//',
    '=cmd()',
    '{"__proto__":{"a":1}}',
    'tab\tand\nline',
    '👩‍👩‍👧‍👦 🏳️‍🌈 🧑🏽‍🚀',
    'שלום عليكم',
    'e\u0301',
  ])('leaves %j as it is', (text) => {
    expect(visibleText(text)).toBe(text)
    expect(visiblePieces(text)).toEqual([{ kind: 'text', text }])
  })

  it('marks what it wrote itself, so that a written escape cannot be faked', () => {
    expect(visiblePieces('\\x1b and \u001b')).toEqual([
      { kind: 'text', text: '\\x1b and ' },
      { kind: 'escape', text: '\\x1b' },
    ])
    expect(visiblePieces('')).toEqual([{ kind: 'text', text: '' }])
  })
})
