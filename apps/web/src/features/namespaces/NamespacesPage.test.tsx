import type { NamespaceRow } from '@binnacle/shared'
import { act, cleanup, fireEvent, screen } from '@testing-library/react'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { giveScreen, NOW, showPage } from '../../page/testing/showPage.tsx'
import { NamespacesPage } from './NamespacesPage.tsx'

afterEach(cleanup)
beforeAll(giveScreen)

const namespace = (name: string, status = 'Active'): NamespaceRow => ({ uid: name, namespace: '', name, created: NOW - 90, status })
const at: { topic: 'namespaces'; context: string; params: Record<string, never> } = { topic: 'namespaces', context: 'minikube', params: {} }

describe('the namespaces', () => {
  it('are shown as kubectl prints them', async () => {
    const { live, pass } = await showPage(NamespacesPage, '/c/minikube/namespaces')
    act(() => live.say(at, { set: [namespace('shop'), namespace('old', 'Terminating')] }))
    pass(1_000)
    expect(screen.getAllByRole('row').map((row) => row.textContent)).toEqual(['NameStatusAge', 'oldTerminating91s', 'shopActive91s'])
    expect(document.querySelector('[data-summary]')?.textContent).toBe('2 namespaces·1 is being deleted')
  })

  it('lead to their pods, by the row and by a link', async () => {
    const { live, at: where } = await showPage(NamespacesPage, '/c/minikube/namespaces')
    act(() => live.say(at, { set: [namespace('shop')] }))
    expect(screen.getByRole('link', { name: 'shop' }).getAttribute('href')).toBe('/c/minikube/pods?ns=shop')
    await act(async () => fireEvent.click(screen.getByText('Active')))
    expect(where()).toEqual({ pathname: '/c/minikube/pods', search: { ns: 'shop' } })
  })

  it('are filtered by anything shown, in the address too', async () => {
    const { live, at: where } = await showPage(NamespacesPage, '/c/minikube/namespaces?q=act%20sh')
    act(() => live.say(at, { set: [namespace('shop'), namespace('old', 'Terminating'), namespace('active')] }))
    expect(screen.getAllByRole('row')).toHaveLength(2)
    const field = screen.getByRole('searchbox', { name: 'Filter' })
    await act(async () => fireEvent.change(field, { target: { value: 'nothing' } }))
    expect(screen.getByText(/3 are hidden by the filter/)).toBeTruthy()
    await act(async () => fireEvent.keyDown(field, { key: 'Enter' }))
    expect(where().search).toEqual({ q: 'nothing' })
    await act(async () => fireEvent.click(screen.getByRole('button', { name: 'Clear' })))
    expect(where().search).toEqual({})
    expect(screen.getAllByRole('row')).toHaveLength(4)
  })

  it('do not change while updates are paused', async () => {
    const { live, pass } = await showPage(NamespacesPage, '/c/minikube/namespaces')
    act(() => live.say(at, { set: [namespace('shop')] }))
    await act(async () => fireEvent.keyDown(document.body, { key: 'p' }))
    act(() => live.say(at, { set: [namespace('new')] }))
    pass(1_000)
    expect(screen.queryByText('new')).toBeNull()
    expect(document.body.textContent).toContain('1 change waiting')
    await act(async () => fireEvent.keyDown(document.body, { key: 'p' }))
    expect(screen.getByText('new')).toBeTruthy()
  })
})
