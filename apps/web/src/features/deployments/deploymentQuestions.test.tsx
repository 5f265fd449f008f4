import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { giveScreen } from '../../page/testing/showPage.tsx'
import { DeploymentsPage } from './DeploymentsPage.tsx'
import { deployment, pod, replicaSet, running } from './testing/rows.ts'
import { showDeployment } from './testing/showDeployment.tsx'

afterEach(cleanup)

const atRest = { deployment: deployment(), replicaSets: [replicaSet(1), replicaSet(2, running(4))], pods: [pod(2, 'aaaaa')] }
const ref = { namespace: 'shop', name: 'lbapp', uid: 'u-lbapp' }
const template = (version: string) => ({ metadata: {}, spec: { containers: [{ name: 'web', image: `agnhost:${version}` }] } })
const templates = { 'u-rs-1': template('1'), 'u-rs-2': template('2') }
const conflict = { ok: false as const, failure: { reason: 'Conflict' as const, code: 409, message: 'Replicas are 6 now, not 4' } }

const key = (name: string) => fireEvent.keyDown(document.activeElement ?? document.body, { key: name, shiftKey: /^[A-Z]$/.test(name) })
const press = (name: string | RegExp) => act(async () => fireEvent.click(screen.getByRole('button', { name })))
const disabled = (name: string | RegExp) => screen.getByRole('button', { name }).getAttribute('title')

describe('scaling', () => {
  const scale = () => screen.getByRole('alertdialog', { name: 'Scale lbapp' })
  const field = () => within(scale()).getByRole('textbox', { name: 'Replicas' })
  const type = (value: string) => fireEvent.change(field(), { target: { value } })

  it('begins one further at +, with the keyboard in the field; Enter sends it with the number that was seen', async () => {
    const { sent } = await showDeployment(atRest)
    key('+')
    expect(document.activeElement).toBe(field())
    expect(field()).toHaveProperty('value', '5')
    expect(scale().textContent).toContain('1 more pod will be started.')
    expect(scale().textContent).toContain('--current-replicas=4 --replicas=5')
    await act(async () => key('Enter'))
    expect(sent).toEqual([{ name: 'deployments.scale', input: { ...ref, replicas: 5, seen: 4 } }])
    await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull())
  })

  it.each([
    ['-1', 'fewer than 0'],
    ['1.5', 'whole'],
    ['many', 'not a number'],
    ['', 'Type how many'],
    ['1001', 'at most 1000'],
  ])('refuses %j beside the field and sends nothing', async (value, why) => {
    const { sent } = await showDeployment(atRest)
    key('-')
    type(value)
    expect(field().getAttribute('aria-invalid')).toBe('true')
    expect(document.getElementById(field().getAttribute('aria-describedby') ?? '')?.textContent).toContain(why)
    await act(async () => key('Enter'))
    expect(sent).toEqual([])
    expect(field()).toHaveProperty('value', value)
  })

  it('says 0 in words, and wants many typed once more', async () => {
    const { sent } = await showDeployment(atRest)
    key('+')
    type('0')
    expect(scale().textContent).toContain('Scaled to zero: all its pods end')
    type('60')
    await act(async () => key('Enter'))
    expect(sent).toEqual([])
    fireEvent.change(within(scale()).getByRole('textbox', { name: /That is many/ }), { target: { value: '60' } })
    await press('Scale to 60')
    expect(sent.length).toBe(1)
  })

  it('shows the newer number when somebody was faster, and keeps what was typed', async () => {
    const { sent, say } = await showDeployment(atRest, { answer: () => conflict })
    key('+')
    type('7')
    await act(async () => key('Enter'))
    await waitFor(() => expect(scale().textContent).toContain('Replicas are 6 now, not 4'))
    expect(field()).toHaveProperty('value', '7')
    say({ deployment: deployment({ desired: 6, generation: 3 }) })
    expect(scale().textContent).toContain('There are 6 replicas wanted now, not 4.')
    expect(disabled('Scale to 7')).toContain('There are 6')
    await press('Look again')
    await act(async () => fireEvent.click(screen.getByRole('button', { name: 'Scale to 7' })))
    expect(sent.map(({ input }) => input)).toEqual([
      { ...ref, replicas: 7, seen: 4 },
      { ...ref, replicas: 7, seen: 6 },
    ])
  })

  it('does nothing to another deployment of the name', async () => {
    const { sent, say } = await showDeployment(atRest)
    key('+')
    say({ removed: ['u-lbapp'], deployment: deployment({ uid: 'other' }) })
    expect(scale().textContent).toContain('another deployment has its name now')
    await act(async () => key('Enter'))
    expect(sent).toEqual([])
  })
})

describe('undoing', () => {
  const undo = () => screen.getByRole('dialog', { name: /^Undo lbapp/ })

  it('shows what changes and what does not, begins at Cancel, and tests the generation that was seen', async () => {
    const { sent, notice } = await showDeployment(atRest, { templates })
    key('U')
    await waitFor(() => expect(undo().textContent).toContain('agnhost:1'))
    expect(document.activeElement?.textContent).toBe('Cancel')
    expect(undo().querySelectorAll('.diff-change').length).toBe(1)
    expect(undo().textContent).toContain('Now, revision 2 → revision 1')
    expect(undo().textContent).toContain('Revision 1 will become revision 3')
    expect(undo().textContent).toContain('Does not restore the number of replicas (4), ConfigMaps, Secrets or Services')
    expect(undo().textContent).toContain('undo to revision 1 (version 1)')
    expect(undo().textContent).toContain('kubectl rollout undo deployment/lbapp -n shop --to-revision=1')
    await press('Undo to revision 1')
    expect(sent).toEqual([{ name: 'deployments.undo', input: { ...ref, generation: 2, to: 1 } }])
    await waitFor(() => expect(notice()).toContain('Undo the undo'))
  })

  it('is disabled with both states when the deployment changed, until somebody looks again', async () => {
    const { sent, say } = await showDeployment(atRest, { templates })
    key('U')
    await waitFor(() => expect(undo().textContent).toContain('agnhost:1'))
    say({ deployment: deployment({ generation: 5, observedGeneration: 5, desired: 6 }) })
    expect(undo().textContent).toContain('revision 2 · agnhost:2.63.0 · 4 replicas · generation 2')
    expect(undo().textContent).toContain('revision 2 · agnhost:2.63.0 · 6 replicas · generation 5')
    key('Delete')
    await press('Undo to revision 1')
    expect(sent).toEqual([])
    await press('Look again')
    await press('Undo to revision 1')
    expect(sent).toEqual([{ name: 'deployments.undo', input: { ...ref, generation: 5, to: 1 } }])
  })

  it('shows the conflict of an undo that came too late inside the question, with both states as the watch brings them', async () => {
    const late = { ok: false as const, failure: { reason: 'Conflict' as const, code: 409, message: 'it was changed since you looked' } }
    const { say } = await showDeployment(atRest, { templates, answer: () => late })
    key('U')
    await waitFor(() => expect(undo().textContent).toContain('agnhost:1'))
    await press('Undo to revision 1')
    await waitFor(() => expect(undo().textContent).toContain('it was changed since you looked'))
    say({ deployment: deployment({ generation: 3, revision: 2 }) })
    expect(undo().textContent).toContain('generation 3')
  })

  it('sends nothing where the template is the one that runs', async () => {
    const { sent } = await showDeployment(atRest, { templates: { 'u-rs-1': template('2'), 'u-rs-2': template('2') } })
    key('U')
    await waitFor(() => expect(undo().textContent).toContain('Nothing to roll back: revision 1 is what runs.'))
    await press('Undo to revision 1')
    expect(sent).toEqual([])
  })

  it('is refused while paused, with Resume beside it', async () => {
    const { sent, say } = await showDeployment(atRest, { templates })
    key('U')
    await waitFor(() => expect(undo().textContent).toContain('agnhost:1'))
    say({ deployment: deployment({ paused: true }) })
    expect(undo().textContent).toContain('lbapp is paused. Resume it first')
    await press('Resume lbapp')
    expect(sent).toEqual([{ name: 'deployments.resume', input: ref }])
    say({ deployment: deployment() })
    await press('Undo to revision 1')
    expect(sent.at(-1)?.name).toBe('deployments.undo')
  })

  it('is not offered where there is nothing earlier, or while paused, and says why', async () => {
    const { say } = await showDeployment({ ...atRest, replicaSets: [replicaSet(2, running(4))] })
    say({ detail: { state: 'live' } })
    expect(disabled(/^Undo/)).toBe('There is no earlier revision.')
    say({ deployment: deployment({ paused: true }), replicaSets: [replicaSet(1)] })
    expect(disabled(/^Undo/)).toBe('It is paused: resume it first.')
  })
})

describe('setting images', () => {
  const dialog = () => screen.getByRole('dialog', { name: 'Set image of lbapp' })
  const field = () => within(dialog()).getByRole('textbox', { name: /Image of web/ })

  it('sends what differs and why, with the generation that was seen', async () => {
    const { sent } = await showDeployment(atRest)
    key('i')
    expect(document.activeElement).toBe(field())
    expect(disabled('Set image')).toContain('Nothing to roll out')
    fireEvent.change(field(), { target: { value: ' agnhost:3 ' } })
    expect(dialog().textContent).toContain('kubectl set image deployment/lbapp -n shop web=agnhost:3')
    fireEvent.change(within(dialog()).getByRole('textbox', { name: /Change cause/ }), { target: { value: 'version 3' } })
    await act(async () => fireEvent.keyDown(field(), { key: 'Enter' }))
    expect(sent).toEqual([
      { name: 'deployments.setImage', input: { ...ref, generation: 2, images: [{ container: 'web', image: 'agnhost:3' }], cause: 'version 3' } },
    ])
  })

  it('knows a container by any name', async () => {
    const { sent } = await showDeployment({ ...atRest, deployment: deployment({ images: [{ name: 'constructor', image: 'agnhost:2' }] }) })
    key('i')
    const image = within(dialog()).getByRole('textbox', { name: /Image of constructor/ })
    fireEvent.change(image, { target: { value: 'agnhost:3' } })
    await act(async () => fireEvent.keyDown(image, { key: 'Enter' }))
    expect(sent).toMatchObject([{ input: { images: [{ container: 'constructor', image: 'agnhost:3' }] } }])
  })

  it.each(['BusyBox:LATEST:x', 'busy box', '', 'a'.repeat(256)])('refuses %j beside the field', async (image) => {
    const { sent } = await showDeployment(atRest)
    key('i')
    fireEvent.change(field(), { target: { value: image } })
    expect(field().getAttribute('aria-invalid')).toBe('true')
    await act(async () => fireEvent.keyDown(field(), { key: 'Enter' }))
    expect(sent).toEqual([])
  })

  it('keeps what was typed when the deployment changes', async () => {
    const { say } = await showDeployment(atRest)
    key('i')
    fireEvent.change(field(), { target: { value: 'agnhost:3' } })
    say({ deployment: deployment({ generation: 3, images: [{ name: 'web', image: 'agnhost:other' }] }) })
    expect(dialog().textContent).toContain('lbapp was changed since you looked.')
    await press('Look again')
    expect(field()).toHaveProperty('value', 'agnhost:3')
    expect(dialog().textContent).toContain('now agnhost:other')
  })
})

describe('restarting, pausing and deleting', () => {
  it('asks before a restart, and sends nothing on Escape', async () => {
    const { sent } = await showDeployment(atRest)
    key('R')
    expect(screen.getByRole('alertdialog', { name: 'Restart lbapp?' }).textContent).toContain('All 4 pods are replaced')
    expect(document.activeElement?.textContent).toBe('Cancel')
    key('Escape')
    expect(sent).toEqual([])
    key('R')
    await act(async () => key('y'))
    expect(sent).toEqual([{ name: 'deployments.restart', input: { ...ref, cause: '' } }])
  })

  it('pauses and resumes at once', async () => {
    const { sent, say } = await showDeployment(atRest)
    await act(async () => key('h'))
    say({ deployment: deployment({ paused: true }) })
    expect(screen.getByText(/The rollout is paused/)).toBeDefined()
    expect(disabled(/^Restart/)).toBe('It is paused: resume it first.')
    await act(async () => key('h'))
    expect(sent.map(({ name }) => name)).toEqual(['deployments.pause', 'deployments.resume'])
  })

  it('deletes only after the name was typed', async () => {
    const { sent } = await showDeployment(atRest)
    key('Delete')
    const dialog = screen.getByRole('dialog', { name: 'Delete deployment lbapp?' })
    expect(dialog.textContent).toContain('its 4 pods go with it: 4 of them serve now')
    key('Delete')
    expect(sent).toEqual([])
    fireEvent.change(within(dialog).getByRole('textbox'), { target: { value: 'lbapp' } })
    await press('Delete deployment')
    expect(sent).toEqual([{ name: 'deployments.delete', input: ref }])
  })

  it('says which right is missing, and asks nothing', async () => {
    const { sent } = await showDeployment(atRest, { allowed: ({ verb, resource }) => !(verb === 'delete' && resource === 'deployments') })
    await waitFor(() => expect(disabled(/^Delete/)).toContain('it needs the verb "delete" on deployments'))
    key('Delete')
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(sent).toEqual([])
  })
})

describe('a row of the list', () => {
  it('has the same actions, by key and by button', async () => {
    giveScreen()
    const { sent } = await showDeployment(atRest, { Page: DeploymentsPage, path: '/c/minikube/deployments?ns=shop' })
    const row = await screen.findByRole('row', { name: /lbapp/ })
    act(() => row.focus())
    fireEvent.keyDown(row, { key: '+' })
    const scale = screen.getByRole('alertdialog', { name: 'Scale lbapp' })
    await act(async () => fireEvent.keyDown(within(scale).getByRole('textbox'), { key: 'Enter' }))
    expect(sent).toEqual([{ name: 'deployments.scale', input: { ...ref, replicas: 5, seen: 4 } }])
    await press('Delete lbapp')
    expect(screen.getByRole('dialog', { name: 'Delete deployment lbapp?' })).toBeDefined()
  })
})
