import { describe, expect, it } from 'vitest'
import { DeletionStory, suffixOf } from './DeletionStory.ts'
import { NOW, podRow } from './testing/podRow.ts'

const sent = NOW * 1000
const victim = podRow('busmeme-rc-jjfi3', { controller: { kind: 'ReplicationController', name: 'busmeme-rc', uid: 'rc' } })
const follower = podRow('busmeme-rc-cc6ul', { controller: victim.controller, ready: 0, status: 'Pending' })

describe('what became of a deleted pod', () => {
  it('goes from sent over accepted and seen to done, each told by whoever knows', () => {
    const story = new DeletionStory([victim], [victim], sent)
    expect(story.writeOf(victim.uid)).toBe('sent')
    story.answered(victim.uid, true)
    expect(story.writeOf(victim.uid)).toBe('accepted')
    story.saw({ set: [{ ...victim, deletedAt: NOW + 30 }], removed: [] }, sent + 40)
    expect(story.writeOf(victim.uid)).toBe('seen')
    story.saw({ set: [], removed: [victim] }, sent + 900)
    expect(story.writeOf(victim.uid)).toBe('done')
  })

  it('names the pod that took its place, and when it was ready', () => {
    const story = new DeletionStory([victim], [victim], sent)
    story.answered(victim.uid, true)
    expect(story.text()).toBe('Deleted …jjfi3')
    story.saw({ set: [follower], removed: [] }, sent + 310)
    expect(story.text()).toBe('Deleted …jjfi3. …cc6ul took its place in 0.3 s')
    story.saw({ set: [], removed: [victim] }, sent + 1_000)
    expect(story.over).toBe(false)
    story.saw({ set: [{ ...follower, ready: 1, status: 'Running' }], removed: [] }, sent + 2_140)
    expect(story.text()).toBe('Deleted …jjfi3. …cc6ul took its place in 0.3 s, ready in 2.1 s')
    expect(story.over).toBe(true)
  })

  it('takes no sibling, stranger or dying pod for the one that followed', () => {
    const sibling = podRow('busmeme-rc-old00', { controller: victim.controller })
    const story = new DeletionStory([victim], [victim, sibling], sent)
    story.answered(victim.uid, true)
    story.saw({ set: [sibling, podRow('web-new', { uid: 'n' }), { ...follower, deletedAt: NOW }], removed: [] }, sent + 50)
    expect(story.text()).toBe('Deleted …jjfi3')
  })

  it('says that nothing brings back a pod that nobody owns', () => {
    const bare = podRow('toolbox', { controller: null })
    const story = new DeletionStory([bare], [bare], sent)
    story.answered(bare.uid, true)
    expect(story.text()).toBe('Deleted toolbox. Nothing brings it back')
    story.saw({ set: [], removed: [bare] }, sent + 10)
    expect(story.over).toBe(true)
  })

  it('counts many, and pairs no more followers than were lost', () => {
    const lost = ['a', 'b', 'c'].map((name) => podRow(`web-${name}`))
    const story = new DeletionStory(lost, lost, sent)
    for (const pod of lost) story.answered(pod.uid, pod.name !== 'web-c')
    const come = ['x', 'y', 'z'].map((name) => podRow(`web-${name}`))
    story.saw({ set: come, removed: lost.slice(0, 2) }, sent + 1_500)
    expect(story.text()).toBe('Deleted 2 of 3 pods. 2 took their place, all ready in 1.5 s')
    expect(story.over).toBe(true)
  })

  it('keeps what tells a pod from its siblings', () => {
    expect([suffixOf('web-5d9f7c6b8-qq2zd'), suffixOf('toolbox')]).toEqual(['…qq2zd', 'toolbox'])
  })
})
