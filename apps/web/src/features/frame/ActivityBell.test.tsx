import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { Activity } from '../../commands/Activity.ts'
import { useSend } from '../../commands/useSend.ts'
import { showActing } from '../../page/testing/showActing.tsx'
import { useAction } from '../../page/useAction.ts'
import { Button } from '../../ui/Button.tsx'
import { ActivityBell } from './ActivityBell.tsx'

afterEach(cleanup)
// Loaded at first use: how long that takes here is not what these tests are about.
beforeAll(() => Promise.all([import('./ActivityPanel.tsx'), import('../../page/UndoQuestion.tsx'), import('../../commands/commandLine.ts')]))

const pod = { namespace: 'shop', name: 'toolbox', uid: 'u-toolbox', gracePeriodSeconds: null }
const rs = { namespace: 'shop', name: 'web-1', uid: 'u-rs' }
const document1 = { document: 'kind: Secret\nstringData: {password: hunter2}', namespace: 'shop', force: false }

function Page() {
  const send = useSend('minikube')
  const scale = useAction('replicasets.scale')
  return (
    <>
      <ActivityBell />
      <Button onClick={() => send('pods.delete', pod)}>Delete it</Button>
      <Button onClick={() => send('objects.apply', { ...document1, dryRun: true })}>Try it</Button>
      <Button onClick={() => send('objects.apply', { ...document1, dryRun: false })}>Apply it</Button>
      <Button onClick={() => void scale({ ...rs, seen: 2, replicas: 1 })}>Scale it</Button>
    </>
  )
}

const press = (name: string | RegExp) => act(async () => fireEvent.click(screen.getByRole('button', { name })))
async function open(): Promise<HTMLElement> {
  await press(/^Activity/)
  const panel = screen.getByRole('dialog', { name: 'Activity' })
  await waitFor(() => expect(panel.textContent).not.toBe(''))
  return panel
}

describe('the activity list', () => {
  it('says what will be in it while it is empty', async () => {
    await showActing(<Page />)
    expect((await open()).textContent).toContain('Nothing was asked of a cluster in this tab yet.')
  })

  it('has every command by itself: what, where, when, its line and what came of it', async () => {
    const { answer, pass } = await showActing(<Page />)
    await press('Delete it')
    expect(screen.getByRole('button', { name: 'Activity: 1 running' })).toBeDefined()
    pass(12)
    await answer({ ok: true, output: { uid: 'u-toolbox', gracePeriodSeconds: 30 } })
    pass(60_000)
    expect(screen.getByRole('button', { name: 'Activity' })).toBeDefined()
    const entry = within(await open()).getByRole('listitem')
    expect(entry.textContent).toContain('delete Pod toolbox')
    expect(entry.textContent).toContain('minikube · shop')
    expect(entry.textContent).toContain('60s')
    expect(entry.textContent).toContain('accepted 12 ms')
    await waitFor(() => expect(entry.textContent).toContain('kubectl delete pod toolbox -n shop --context=minikube'))
    expect(within(entry).getByRole('button', { name: 'Copy the command of delete toolbox' })).toBeDefined()
    expect(within(entry).queryByRole('button', { name: /Undo/ })).toBeNull()
  })

  it('gives a refusal in the words of the cluster', async () => {
    const { answer } = await showActing(<Page />)
    await press('Delete it')
    await answer({ ok: false, failure: { reason: 'Forbidden', code: 403, message: 'pods "toolbox" is forbidden' } })
    expect((await open()).textContent).toContain('refused: pods "toolbox" is forbidden')
  })

  it('holds nothing of what was applied, and no dry run', async () => {
    const { activity, asked } = await showActing(<Page />)
    await press('Try it')
    expect(asked.length).toBe(1)
    expect((await open()).textContent).toContain('Nothing was asked of a cluster')
    await press('Apply it')
    expect(screen.getByRole('listitem').textContent).toContain('apply')
    expect(JSON.stringify(activity.get())).not.toContain('hunter2')
  })

  it('takes back from the list, and says that it was taken back', async () => {
    const { asked, answer } = await showActing(<Page />)
    await press('Scale it')
    await answer({ ok: true, output: { generation: 2, changed: true } })
    const panel = await open()
    await act(async () => fireEvent.click(within(panel).getByRole('button', { name: 'Undo: scale 2 → 1 web-1' })))
    expect(asked[1]).toEqual({ context: 'minikube', name: 'replicasets.scale', input: { ...rs, seen: 1, replicas: 2 } })
    await answer({ ok: true, output: { generation: 3, changed: true } })
    const [undo, undone] = within(await open()).getAllByRole('listitem')
    expect(within(undo ?? panel).getByRole('button', { name: /^Undo the undo/ })).toBeDefined()
    expect(undone?.textContent).toContain('taken back')
    expect(within(undone ?? panel).queryByRole('button', { name: /Undo/ })).toBeNull()
  })

  it('acts in the context that an action was asked of, whatever the page looks at', async () => {
    const activity = new Activity()
    const id = activity.begin({
      command: 'replicasets.scale',
      context: 'elsewhere',
      target: { kind: 'ReplicaSet', namespace: 'shop', name: 'web-1', uid: 'u-rs' },
      wish: 'scale 1 → 2',
      line: null,
      at: 0,
      undoes: null,
    })
    activity.accepted(id, 5)
    activity.change(id, () => ({ undo: { command: 'replicasets.scale', input: { ...rs, seen: 2, replicas: 1 } } }))
    const { asked } = await showActing(<Page />, { activity })
    await act(async () => fireEvent.click(within(await open()).getByRole('button', { name: /^Undo/ })))
    const question = await screen.findByRole('alertdialog')
    expect(question.textContent).toContain('--context=elsewhere')
    await act(async () => fireEvent.keyDown(document.activeElement ?? document.body, { key: 'y' }))
    await waitFor(() => expect(asked.map(({ context }) => context)).toEqual(['elsewhere']))
  })

  it('refuses an undo where nothing may be changed, with the reason', async () => {
    const activity = new Activity()
    const id = activity.begin({
      command: 'replicasets.scale',
      context: 'minikube',
      target: { kind: 'ReplicaSet', namespace: 'shop', name: 'web-1', uid: 'u-rs' },
      wish: 'scale 1 → 2',
      line: null,
      at: 0,
      undoes: null,
    })
    activity.change(id, () => ({ undo: { command: 'replicasets.scale', input: { ...rs, seen: 2, replicas: 1 } } }))
    await showActing(<Page />, { activity, readOnly: true })
    await act(async () => fireEvent.click(within(await open()).getByRole('button', { name: /^Undo/ })))
    const question = await screen.findByRole('alertdialog')
    await waitFor(() => expect(within(question).getByRole('alert').textContent).toContain('--read-only'))
  })
})
