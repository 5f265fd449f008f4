import { describe, expect, it } from 'vitest'
import { logSegments, logText } from './logSegments.ts'

const ESC = '\u001b'

describe('a log line', () => {
  it('wears the colours that it asks for', () => {
    expect(logSegments(`${ESC}[1;31mERROR${ESC}[0m plain ${ESC}[92mok${ESC}[39m.`)).toEqual([
      { text: 'ERROR', classes: 'log-fg-red log-bold', escape: false },
      { text: ' plain ', classes: '', escape: false },
      { text: 'ok', classes: 'log-fg-bright-green', escape: false },
      { text: '.', classes: '', escape: false },
    ])
  })

  it.each([
    ['38;5;9', 'log-fg-bright-red'],
    ['38;5;196', 'log-fg-bright-red'],
    ['38;5;244', 'log-fg-bright-black'],
    ['48;2;0;200;10', 'log-bg-green'],
    ['44;4', 'log-bg-blue log-underline'],
    ['7', 'log-inverse'],
    ['8', ''],
    ['5', ''],
    ['', ''],
    ['38', ''],
    ['38;2', 'log-fg-black'],
    ['999', ''],
  ])('reads SGR %s', (code, classes) => {
    expect(logSegments(`${ESC}[${code}mx`)).toEqual([{ text: 'x', classes, escape: false }])
  })

  it('takes marks away again one by one', () => {
    expect(logSegments(`${ESC}[1;2;4ma${ESC}[22mb${ESC}[24mc`).map((segment) => segment.classes)).toEqual([
      'log-bold log-dim log-underline',
      'log-underline',
      '',
    ])
  })

  it.each([
    ['clear screen', `${ESC}[2J`, '\\x1b[2J'],
    ['cursor up', `${ESC}[1A`, '\\x1b[1A'],
    ['title', `${ESC}]0;owned\u0007`, '\\x1b]0;owned\\x07'],
    ['link', `${ESC}]8;;javascript:alert(1)${ESC}\\x${ESC}]8;;${ESC}\\`, '\\x1b]8;;javascript:alert(1)\\x1b\\x\\x1b]8;;\\x1b\\'],
    ['clipboard', `${ESC}]52;c;ZXZpbA==\u0007`, '\\x1b]52;c;ZXZpbA==\\x07'],
    ['device control', `${ESC}Pq#0${ESC}\\`, '\\x1bPq#0\\x1b\\'],
    ['bell', 'ding\u0007', 'ding\\x07'],
    ['overwriting', 'password: hunter2\rpassword: *******', 'password: hunter2\\rpassword: *******'],
    ['bidi', 'a\u202Eb\u2066c', 'a\\u202eb\\u2066c'],
    ['private mode', `${ESC}[?25l`, '\\x1b[?25l'],
    ['NUL', 'a\0b', 'a\\0b'],
    ['8-bit colour', '\u009b31mx', '\\x9b31mx'],
  ])('shows %s in written form and does nothing with it', (_, line, shown) => {
    expect(logText(line)).toBe(shown)
    expect(logSegments(line).every((segment) => segment.classes === '')).toBe(true)
  })

  it('keeps markup, formulas and JSON as they were written', () => {
    for (const line of ['<img src=x onerror=alert(1)>', '=cmd()', '{"__proto__":{}}', '{{7*7}}', '[x](javascript:y)', 'שלום', '👨‍👩‍👧']) {
      expect(logSegments(line)).toEqual([{ text: line, classes: '', escape: false }])
    }
  })

  it('never loses a character that is not a colour code', () => {
    const line = Array.from({ length: 300 }, (_, code) => `${String.fromCodePoint(code)}${ESC}[3${code % 8}m`).join('')
    expect(
      logSegments(line)
        .filter((segment) => !segment.escape)
        .map((segment) => segment.text)
        .join(''),
    ).toContain('~')
    expect(logSegments(line)).toHaveLength(300)
  })

  it('reads a line of one megabyte in a moment', () => {
    const started = performance.now()
    expect(logText('x'.repeat(1_000_000))).toHaveLength(1_000_000)
    expect(logText(`${ESC}[`.repeat(100_000))).toHaveLength(500_000)
    expect(performance.now() - started).toBeLessThan(2_000)
  })
})
