import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { ActivityBell } from '../features/frame/ActivityBell.tsx'
import { Button } from '../ui/Button.tsx'
import { IntentChip } from './IntentChip.tsx'
import { deploymentRow } from './testing/deploymentRow.ts'
import { showActing } from './testing/showActing.tsx'
import { useAction } from './useAction.ts'

afterEach(cleanup)
// Loaded at first use: how long that takes here is not what these tests are about.
beforeAll(() => Promise.all([import('./UndoQuestion.tsx'), import('../commands/commandLine.ts')]))

const ref = { namespace: 'shop', name: 'web', uid: 'u-web' }
const at = { topic: 'deployment' as const, context: 'minikube', params: { namespace: 'shop', name: 'web' } }
const changed = (generation: number) => ({ ok: true as const, output: { generation, changed: true } })

/** What a page of a Deployment has: buttons, and the chip beside the name. */
function Page() {
  const scale = useAction('deployments.scale')
  const undo = useAction('deployments.undo')
  const cause = useAction('deployments.annotateCause')
  return (
    <>
      <Button onClick={() => void scale({ ...ref, seen: 4, replicas: 6 })}>Scale up</Button>
      <Button onClick={() => void scale({ ...ref, seen: 4, replicas: 1 })}>Scale down</Button>
      <Button onClick={() => void undo({ ...ref, generation: 7, to: 1 }, { before: { revision: 3 } })}>Roll back</Button>
      <Button onClick={() => void cause({ ...ref, cause: 'new' }, { before: { cause: 'old' } })}>Say why</Button>
      <IntentChip uid="u-web" />
      <ActivityBell />
    </>
  )
}

async function show() {
  const shown = await showActing(<Page />)
  act(() => shown.live.say(at, { set: [deploymentRow()] }))
  return { ...shown, row: (parts: Parameters<typeof deploymentRow>[0]) => act(() => shown.live.say(at, { set: [deploymentRow(parts)] })) }
}

const press = (name: string | RegExp) => act(async () => fireEvent.click(screen.getByRole('button', { name })))
const chip = () => document.querySelector('[data-write]')
const notice = () => screen.queryByRole('group', { name: 'Notice' })?.textContent ?? ''

describe('an action', () => {
  it('goes from sent over accepted and seen to done, each told by whoever knows, and never before', async () => {
    const { asked, answer, pass, row } = await show()
    await press('Scale up')
    expect(asked).toEqual([{ context: 'minikube', name: 'deployments.scale', input: { ...ref, seen: 4, replicas: 6 } }])
    expect(chip()?.getAttribute('data-write')).toBe('sent')
    expect(screen.getByRole('button', { name: 'Activity: 1 running' })).toBeDefined()
    pass(12)
    await answer(changed(8))
    expect(chip()?.textContent).toBe('scale 4 → 6: accepted 12 ms')
    expect(notice()).toContain('Scaled web from 4 to 6')
    pass(28)
    row({ generation: 8, desired: 6, ready: 5, available: 5, replicas: 6 })
    expect(chip()?.textContent).toBe('scale 4 → 6: accepted 12 ms, seen 40 ms, 5 of 6 ready')
    // The numbers are right, and the controller has not seen the wish yet: that is not done.
    row({ generation: 8, desired: 6, ready: 6, available: 6, replicas: 6 })
    expect(chip()?.getAttribute('data-write')).toBe('seen')
    pass(4_000)
    row({ generation: 8, observedGeneration: 8, desired: 6, ready: 6, available: 6, replicas: 6 })
    expect(chip()?.textContent).toBe('scale 4 → 6: accepted 12 ms, seen 40 ms, done 4.0 s')
    expect(notice()).toContain('Scaled web from 4 to 6. Done in 4.0 s')
    expect(screen.getByRole('button', { name: 'Activity' })).toBeDefined()
    pass(7_000)
    expect(chip()).toBeNull()
  })

  it('that the watch has shown before the answer came is seen with the answer', async () => {
    const { answer, pass, row } = await show()
    await press('Scale up')
    row({ generation: 8, desired: 6, replicas: 4 })
    expect(chip()?.getAttribute('data-write')).toBe('sent')
    pass(50)
    await answer(changed(8))
    expect(chip()?.textContent).toContain('accepted 50 ms, seen 50 ms, 4 of 6 ready')
  })

  it('accepted and not seen in 3 s says so, and asks for everything again', async () => {
    const { live, answer, pass, row } = await show()
    await press('Scale up')
    await answer(changed(8))
    pass(2_900)
    expect(chip()?.textContent).not.toContain('not visible yet')
    pass(200)
    expect(chip()?.textContent).toContain('not visible yet')
    expect(live.asked(at.topic, at.context, at.params).resync).toBe(1)
    row({ generation: 8, desired: 6 })
    expect(chip()?.textContent).toContain('seen 3.1 s')
    expect(chip()?.textContent).not.toContain('not visible yet')
  })

  it('that is refused becomes the sentence of the cluster, assertively', async () => {
    const { answer } = await show()
    await press('Scale up')
    await answer({ ok: false, failure: { reason: 'Conflict', code: 409, message: 'web has 5 replicas now, not 4' } })
    expect(chip()?.getAttribute('data-write')).toBe('refused')
    expect(chip()?.textContent).toBe('scale 4 → 6: refused: web has 5 replicas now, not 4')
    expect(document.querySelector('[data-announcer=assertive]')?.textContent).toContain('web has 5 replicas now, not 4')
    expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull()
  })

  it('without an answer is not said to have failed', async () => {
    const { answer } = await show()
    await press('Scale up')
    await answer(new Error('Failed to fetch'))
    expect(chip()?.getAttribute('data-write')).toBe('unknown')
    expect(notice()).toContain('nobody knows whether this happened')
  })

  it('that something between us and the cluster answered is not said to be refused', async () => {
    const { answer } = await show()
    await press('Scale up')
    await answer({
      ok: false,
      failure: { reason: 'NotKubernetes', code: 502, message: 'bad gateway (no answer, state unknown: web may or may not have been changed)' },
    })
    expect(chip()?.getAttribute('data-write')).toBe('unknown')
    expect(notice()).not.toContain('was refused')
  })
})

describe('taking it back', () => {
  it('scaling up is undone after a question, which begins at Cancel', async () => {
    const { asked, answer, row } = await show()
    await press('Scale up')
    await answer(changed(8))
    row({ generation: 8, observedGeneration: 8, desired: 6, ready: 6, available: 6, replicas: 6 })
    await press('Undo')
    const question = await screen.findByRole('alertdialog', { name: 'Undo of web: scale 4 → 6?' })
    expect(question.textContent).toContain('2 pods of web will be ended: it goes from 6 back to 4.')
    expect(question.textContent).toContain('kubectl scale')
    expect(document.activeElement?.textContent).toBe('Cancel')
    expect(asked.length).toBe(1)
    await act(async () => fireEvent.keyDown(document.activeElement ?? document.body, { key: 'y' }))
    await waitFor(() => expect(asked[1]?.input).toEqual({ ...ref, seen: 6, replicas: 4 }))
    await answer(changed(9))
    expect(screen.queryByRole('alertdialog')).toBeNull()
    expect(screen.getByRole('button', { name: 'Undo the undo' })).toBeDefined()
  })

  it('scaling down is undone at once, and the undo can be undone', async () => {
    const { asked, answer } = await show()
    await press('Scale down')
    await answer(changed(8))
    await press('Undo')
    expect(asked[1]?.input).toEqual({ ...ref, seen: 1, replicas: 4 })
    await answer(changed(9))
    expect(notice()).toContain('Undo the undo')
  })

  it('a rollback goes to the revision that was current, tests what is there now, and names the way back', async () => {
    const { asked, answer, row } = await show()
    await press('Roll back')
    await answer({ ok: true, output: { generation: 8, changed: true, cause: 'undo to revision 1' } })
    row({ generation: 9, observedGeneration: 9, revision: 4 })
    await press('Undo the undo')
    const question = await screen.findByRole('dialog', { name: /Undo the undo of web/ })
    expect(question.textContent).toContain('now, revision 4, are replaced, one after another, by pods of revision 3.')
    await act(async () => fireEvent.keyDown(document.activeElement ?? document.body, { key: 'y' }))
    await waitFor(() => expect(asked[1]?.input).toEqual({ ...ref, generation: 9, to: 3 }))
    await answer({ ok: false, failure: { reason: 'Conflict', code: 409, message: 'changed since you looked' } })
    expect(question.textContent).toContain('changed since you looked')
    expect(screen.getByRole('dialog', { name: /Undo the undo of web/ })).toBe(question)
  })

  it('cannot be confirmed once the object is another one', async () => {
    const { asked, answer, live } = await show()
    await press('Roll back')
    await answer({ ok: true, output: { generation: 8, changed: true, cause: 'c' } })
    await press('Undo the undo')
    const question = await screen.findByRole('dialog', { name: /Undo the undo of web/ })
    act(() => live.say(at, { set: [deploymentRow({ uid: 'other' })], removed: ['u-web'] }))
    expect(question.textContent).toContain('web is gone already. Nothing was undone.')
    await act(async () => fireEvent.keyDown(document.activeElement ?? document.body, { key: 'y' }))
    expect(asked.length).toBe(1)
  })

  it('a change cause comes back, and goes again', async () => {
    const { asked, answer } = await show()
    await press('Say why')
    await answer(changed(8))
    await press('Undo')
    expect(asked[1]?.input).toEqual({ ...ref, cause: 'old' })
    await answer(changed(9))
    await press('Undo the undo')
    expect(asked[2]?.input).toEqual({ ...ref, cause: 'new' })
  })

  it('is not offered where nothing was changed', async () => {
    const { answer } = await show()
    await press('Scale down')
    await answer({ ok: true, output: { generation: 7, changed: false } })
    expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull()
  })
})
