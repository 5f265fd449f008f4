import { describe, expect, it } from 'vitest'
import { Activity, type Begun, isRunning } from './Activity.ts'

const scale: Begun = {
  command: 'deployments.scale',
  context: 'minikube',
  target: { kind: 'Deployment', namespace: 'shop', name: 'web', uid: 'u' },
  wish: 'scale 4 → 6',
  line: 'kubectl scale …',
  at: 1_000,
  undoes: null,
}
const back = { command: 'deployments.scale' as const, input: { namespace: 'shop', name: 'web', uid: 'u', seen: 6, replicas: 4 } }

/** A sessionStorage; `full` takes nothing any more. */
function storage() {
  const held = new Map<string, string>()
  const kept = {
    full: false,
    text: () => [...held.values()].join(),
    getItem: (key: string) => held.get(key) ?? null,
    setItem: (key: string, value: string) => {
      if (kept.full) throw new Error('QuotaExceededError')
      held.set(key, value)
    },
  }
  return kept
}

describe('own actions', () => {
  it('are fifty, the newest first', () => {
    const activity = new Activity()
    for (let at = 0; at < 60; at++) activity.begin({ ...scale, at })
    expect(activity.get().length).toBe(50)
    expect([activity.get()[0]?.at, activity.get().at(-1)?.at]).toEqual([59, 10])
  })

  it('tell of every change, and are the same list until then', () => {
    const activity = new Activity()
    let told = 0
    activity.subscribe(() => told++)
    const id = activity.begin(scale)
    const before = activity.get()
    activity.change(id, () => ({ late: false }))
    expect([told, activity.get()]).toEqual([1, before])
    activity.accepted(id, 12)
    expect(told).toBe(2)
    expect(activity.get()).not.toBe(before)
  })

  it('go on from a reload: what was accepted stays so, what had no answer is unknown, and nothing is watched any more', () => {
    const kept = storage()
    const activity = new Activity(kept)
    const accepted = activity.begin(scale)
    activity.accepted(accepted, 12)
    activity.change(accepted, () => ({ undo: back, followed: true }))
    activity.saw(accepted, { step: 'seen', ms: 40, progress: '5 of 6 ready' })
    activity.begin({ ...scale, at: 2_000 })
    const [unanswered, seen] = new Activity(kept).get()
    expect(unanswered?.state).toBe('unknown')
    expect(unanswered?.failure?.message).toContain('nobody knows')
    expect(seen).toMatchObject({ state: 'seen', acceptedMs: 12, seenMs: 40, progress: '5 of 6 ready', undo: back })
    expect([unanswered, seen].some((action) => action && isRunning(action))).toBe(false)
  })

  it('do not come back from what cannot be read, and an undo does not whose input no command takes', () => {
    const kept = storage()
    kept.setItem('binnacle.activity', '[{"id":1}, 7, null]')
    expect(new Activity(kept).get()).toEqual([])
    kept.setItem('binnacle.activity', '<html>')
    expect(new Activity(kept).get()).toEqual([])
    const activity = new Activity(kept)
    activity.change(activity.begin(scale), () => ({ undo: { ...back, input: { ...back.input, replicas: 100_000 } } }))
    expect(new Activity(kept).get()[0]).toMatchObject({ wish: 'scale 4 → 6', undo: null })
  })

  it('of what can hold secrets leave nothing in the browser that quotes a value', () => {
    const kept = storage()
    const activity = new Activity(kept)
    const id = activity.begin({ ...scale, command: 'objects.apply', wish: 'apply', line: null })
    activity.failed(id, 'refused', { reason: 'Invalid', code: 422, message: 'Secret "db" is invalid: data: "hunter2"' })
    expect(activity.of(id)?.failure?.message).toContain('hunter2')
    expect(kept.text()).not.toContain('hunter2')
    expect(new Activity(kept).get()[0]).toMatchObject({ state: 'refused', wish: 'apply' })
  })

  it('are remembered also where the browser stores nothing', () => {
    const kept = storage()
    kept.full = true
    const activity = new Activity(kept)
    activity.begin(scale)
    expect(activity.get().length).toBe(1)
  })

  it('that were taken back are so until the taking back is refused', () => {
    const activity = new Activity()
    const id = activity.begin(scale)
    const undo = activity.begin({ ...scale, at: 2_000, undoes: id })
    expect(activity.of(id)?.undoneBy).toBe(undo)
    activity.failed(undo, 'refused', { reason: 'Conflict', code: 409, message: 'no' })
    expect(activity.of(id)?.undoneBy).toBeNull()
  })

  it('the watch has shown are not unknown when the answer is lost', () => {
    const activity = new Activity()
    const id = activity.begin(scale)
    activity.saw(id, { step: 'done', ms: 50, progress: null })
    activity.failed(id, 'unknown', { reason: 'Disconnected', code: 0, message: 'no answer' })
    expect(activity.of(id)?.state).toBe('done')
  })
})
