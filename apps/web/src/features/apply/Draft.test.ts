import { expect, test } from 'vitest'
import { Draft } from './Draft.ts'

const storage = (kept: Map<string, string> = new Map()) => ({
  kept,
  getItem: (key: string) => kept.get(key) ?? null,
  setItem: (key: string, value: string) => void kept.set(key, value),
  removeItem: (key: string) => void kept.delete(key),
})

test('what was typed is there after a reload', () => {
  const stored = storage()
  new Draft(stored).set('kind: Pod')
  expect(new Draft(stored).get()).toBe('kind: Pod')
  new Draft(stored).set('')
  expect(stored.kept.size).toBe(0)
})

test('a text that may hold a Secret is never stored, and takes away what was stored before', () => {
  for (const text of [
    'kind: Secret\ndata: {a: eA==}',
    'kind: "\\u0053ecret"',
    'kind: "\\x53ecret"',
    'stringData: {a: b}',
    '{"kind":"SECRET"}',
    'kind: SealedSecret',
  ]) {
    const stored = storage()
    const draft = new Draft(stored)
    draft.set('kind: Pod')
    draft.set(text)
    expect([text, stored.kept.size, draft.get()]).toEqual([text, 0, text])
  }
})

test('a browser that stores nothing keeps the text while the page lives, and tells who draws it', () => {
  const broken = () => {
    throw new Error('denied')
  }
  const draft = new Draft({ getItem: broken, setItem: broken, removeItem: broken })
  let told = 0
  const stop = draft.subscribe(() => {
    told += 1
  })
  draft.set('a: 1')
  draft.set('a: 1')
  stop()
  draft.set('a: 2')
  expect([draft.get(), told]).toEqual(['a: 2', 1])
})
