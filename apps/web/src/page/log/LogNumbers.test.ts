import type { LogLine } from '@binnacle/shared'
import { describe, expect, it } from 'vitest'
import { BLOCK_LINES, LogNumbers } from './LogNumbers.ts'

const written = Array.from({ length: 1_000 }, (_, number): LogLine => ({ at: '', text: String(number) }))

describe('numbers of log lines', () => {
  it('stay with their line while the beginning is let go', () => {
    const numbers = new LogNumbers()
    for (let end = 50; end <= 1_000; end += 50) {
      const kept = written.slice(Math.max(0, end - 300), end)
      const again = numbers.first(kept)
      expect(numbers.first(kept)).toBe(again)
      for (const block of numbers.blocks(kept)) {
        expect(block.lines.map((line) => line.text)).toEqual(block.lines.map((_, at) => String(block.first + at)))
        expect(Math.floor(block.first / BLOCK_LINES)).toBe(Math.floor((block.first + block.lines.length - 1) / BLOCK_LINES))
      }
      expect(numbers.end).toBe(end)
    }
  })

  it('go on after everything was let go at once', () => {
    const numbers = new LogNumbers()
    numbers.first(written.slice(0, 10))
    expect(numbers.first(written.slice(500, 510))).toBe(10)
    expect(numbers.first([])).toBe(20)
  })

  it('do not mistake equal texts for one line', () => {
    const same = (): LogLine => ({ at: '', text: 'tick' })
    const [a, b, c] = [same(), same(), same()]
    const numbers = new LogNumbers()
    numbers.first([a, b])
    expect(numbers.first([b, c])).toBe(1)
  })
})
