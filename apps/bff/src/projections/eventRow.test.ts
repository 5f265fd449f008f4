import { describe, expect, it } from 'vitest'
import { eventRow } from './eventRow.ts'

describe('an event', () => {
  it('keeps the lines that kubectl leaves out, up to 1,024 characters', () => {
    const message = ` first line\nsecond line\n${'x'.repeat(2000)}`
    const row = eventRow({ metadata: { uid: 'u' }, message })
    expect(row.message.startsWith('first line\nsecond line\n')).toBe(true)
    expect(row.message).toHaveLength(1024)
  })

  it('says what it is about', () => {
    const involvedObject = { kind: 'Pod', namespace: 'shop', name: 'web-1', uid: 'p', fieldPath: 'spec.containers{web}' }
    expect(eventRow({ metadata: { uid: 'u', namespace: 'shop' }, involvedObject }).object).toEqual(involvedObject)
  })
})
