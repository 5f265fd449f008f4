import { describe, expect, it } from 'vitest'
import { causeFault } from './causeFault.ts'

describe('a change cause as typed', () => {
  it('may be empty, and up to 1 KiB of one line', () => {
    expect(causeFault('')).toBeNull()
    expect(causeFault('ä'.repeat(512))).toBeNull()
  })
  it('is refused beyond that, with how long it is', () => {
    expect(causeFault(`${'ä'.repeat(512)}x`)).toBe('A change cause has at most 1024 bytes; this one has 1025.')
    expect(causeFault('one\ttwo')).toContain('without control characters')
  })
})
