import type { LogLine } from '@binnacle/shared'
import { describe, expect, it } from 'vitest'
import { LogNumbers } from './LogNumbers.ts'
import { RunsOfLog } from './RunsOfLog.ts'

const lines = (run: string, count: number): LogLine[] => Array.from({ length: count }, (_, at) => ({ at: '', text: `${run} ${at}` }))
const shown = (entries: readonly { text: string; restart?: string }[]) => entries.map((entry) => entry.restart ?? entry.text)

describe('the log of a container that is started again', () => {
  it('keeps what was seen, says that it was started again, and goes on below', () => {
    const runs = new RunsOfLog()
    const first = lines('a', 2)
    expect(runs.join('1', first, '')).toBe(first)
    expect(shown(runs.join('2', [], 'again'))).toEqual(['a 0', 'a 1', 'again'])
    expect(shown(runs.join('2', lines('b', 1), 'later words'))).toEqual(['a 0', 'a 1', 'again', 'b 0'])
  })

  it('has nothing between a container that has not started and its first run', () => {
    const runs = new RunsOfLog()
    runs.join('waits', [], '')
    expect(shown(runs.join('1', lines('a', 1), 'again'))).toEqual(['a 0'])
  })

  it('keeps the number of every line, and no more than 5,000', () => {
    const runs = new RunsOfLog()
    const numbers = new LogNumbers()
    const first = lines('a', 4_000)
    numbers.first(runs.join('1', first, ''))
    const second = lines('b', 3_000)
    const joined = runs.join('2', second, 'again')
    expect(joined).toHaveLength(5_000)
    expect(numbers.first(joined)).toBe(2_001)
    expect(runs.join('2', second, 'again')).toBe(joined)
    expect(numbers.end).toBe(7_001)
  })
})
