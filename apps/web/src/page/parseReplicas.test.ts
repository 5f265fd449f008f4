import { describe, expect, it } from 'vitest'
import { parseReplicas } from './parseReplicas.ts'

describe('a number of replicas as typed', () => {
  it.each(['0', ' 7 ', '1000', '007'])('takes %j', (text) => {
    expect(parseReplicas(text)).toEqual({ replicas: Number(text) })
  })
  it.each([
    ['', 'Type how many'],
    ['-1', 'fewer than 0'],
    ['1.5', 'whole'],
    ['1,5', 'whole'],
    ['many', 'not a number'],
    ['1e3', 'not a number'],
    ['٣', 'not a number'],
    ['1001', 'at most 1000'],
    ['2147483647', 'at most 1000'],
  ])('refuses %j and says why', (text, why) => {
    expect(parseReplicas(text)).toEqual({ fault: expect.stringContaining(why) })
  })
})
