import { ManualClock } from '@binnacle/shared'
import { describe, expect, it } from 'vitest'
import { Session, type SessionParts } from './Session.ts'

/** Tabs of one browser: what one posts, all others hear. */
function browser() {
  const listeners: { tab: number; listener: (message: unknown) => void }[] = []
  let tabs = 0
  return {
    tab: (redeem: SessionParts['redeem'] = () => Promise.resolve({ why: 'used already' })) => {
      const tab = tabs++
      const kept = new Map<string, string>()
      const clock = new ManualClock()
      const storage = {
        getItem: (key: string) => kept.get(key) ?? null,
        setItem: (key: string, value: string) => void kept.set(key, value),
        removeItem: (key: string) => void kept.delete(key),
      }
      const channel = {
        post: (message: unknown) => listeners.forEach((other) => other.tab !== tab && other.listener(message)),
        listen: (listener: (message: unknown) => void) => void listeners.push({ tab, listener }),
      }
      return { session: new Session({ storage, tabs: channel, after: (ms, run) => clock.after(ms, run), redeem }), kept, clock }
    },
  }
}

describe('the way in', () => {
  it('a link is worth one exchange, and the bearer stays in this tab', async () => {
    const codes: string[] = []
    const { session, kept } = browser().tab((code) => {
      codes.push(code)
      return Promise.resolve({ bearer: 'b' })
    })
    await session.start('one-time')
    expect(session.get()).toEqual({ state: 'signed in', bearer: 'b' })
    expect(codes).toEqual(['one-time'])
    expect([...kept.values()]).toEqual(['b'])
  })

  it('a new tab gets the bearer from an open one', async () => {
    const tabs = browser()
    const first = tabs.tab(() => Promise.resolve({ bearer: 'b' }))
    await first.session.start('code')
    const second = tabs.tab()
    await second.session.start(null)
    expect(second.session.bearer).toBe('b')
  })

  it('with no other tab open it says so after a moment, with what was wrong with the link', async () => {
    const { session, clock } = browser().tab()
    await session.start('old-code')
    expect(session.get()).toEqual({ state: 'asking' })
    clock.advance(1_000)
    expect(session.get()).toEqual({ state: 'signed out', why: 'used already' })
  })

  it('a link that was used already does not sign out a tab that is in', async () => {
    const { session, kept } = browser().tab()
    kept.set('binnacle.bearer', 'b')
    await session.start('used')
    expect(session.bearer).toBe('b')
  })

  it('a tab that waits comes in when another one does not know better until later', async () => {
    const tabs = browser()
    const waiting = tabs.tab()
    await waiting.session.start(null)
    waiting.clock.advance(1_000)
    expect(waiting.session.get().state).toBe('signed out')
    const other = tabs.tab(() => Promise.resolve({ bearer: 'b' }))
    await other.session.start('code')
    const third = tabs.tab()
    await third.session.start(null)
    expect(waiting.session.bearer).toBe('b')
  })

  it('a 401 ends it and forgets the bearer; one that comes before anybody is in changes nothing', async () => {
    const { session, kept } = browser().tab()
    kept.set('binnacle.bearer', 'b')
    session.end()
    expect(kept.size).toBe(1)
    await session.start(null)
    session.end()
    expect(kept.size).toBe(0)
    expect(session.get()).toEqual({ state: 'signed out', why: null })
  })
})
