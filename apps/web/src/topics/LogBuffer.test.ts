import { expect, test } from 'vitest'
import { LogBuffer, MAX_LOG_LINES } from './LogBuffer.ts'

const line = (second: number, text = `line ${second}`) => ({ at: `2026-01-01T00:00:${String(second).padStart(2, '0')}.5Z`, text })
const texts = (buffer: LogBuffer) => buffer.lines.map(({ text }) => text)

test('after a reconnect the lines that are shown already are passed over', () => {
  const buffer = new LogBuffer()
  buffer.push([line(1), line(2), line(2, 'second of its time')])
  buffer.resume()
  buffer.push([line(1), line(2)])
  buffer.push([line(2, 'second of its time'), line(2, 'third of its time'), line(3)])
  expect(texts(buffer)).toEqual(['line 1', 'line 2', 'second of its time', 'third of its time', 'line 3'])
  expect(buffer.gap).toBe(false)
})

test('when the past that came does not reach back to the last line, there is a gap', () => {
  const buffer = new LogBuffer()
  buffer.push([line(1)])
  buffer.resume()
  buffer.push([line(5)])
  expect([texts(buffer), buffer.gap]).toEqual([['line 1', 'line 5'], true])
})

test('times compare by their value, however many digits were written', () => {
  const buffer = new LogBuffer()
  buffer.push([{ at: '2026-01-01T00:00:00.12Z', text: 'a' }])
  buffer.resume()
  buffer.push([
    { at: '2026-01-01T00:00:00.12Z', text: 'a' },
    { at: '2026-01-01T00:00:00.1200001Z', text: 'b' },
  ])
  expect(texts(buffer)).toEqual(['a', 'b'])
})

test('the oldest lines scroll out', () => {
  const buffer = new LogBuffer()
  buffer.push(Array.from({ length: MAX_LOG_LINES + 3 }, (_, n) => line(1, `${n}`)))
  expect([buffer.lines.length, texts(buffer)[0]]).toEqual([MAX_LOG_LINES, '3'])
})
