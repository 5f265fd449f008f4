import type { NodeRow } from '@binnacle/shared'
import { act, cleanup, fireEvent, screen } from '@testing-library/react'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { giveScreen, NOW, showPage } from '../../page/testing/showPage.tsx'
import { NodesPage } from './NodesPage.tsx'

afterEach(cleanup)
beforeAll(giveScreen)

const node = (name: string, parts: Partial<NodeRow> = {}): NodeRow => ({
  uid: name,
  namespace: '',
  name,
  created: NOW - 3 * 86_400,
  status: 'Ready',
  roles: 'control-plane',
  version: 'v1.36.3',
  internalIP: '192.168.49.2',
  externalIP: null,
  osImage: 'Debian GNU/Linux 13',
  kernelVersion: '6.12.1',
  containerRuntime: 'containerd://2.2.0',
  ...parts,
})
const at: { topic: 'nodes'; context: string; params: Record<string, never> } = { topic: 'nodes', context: 'minikube', params: {} }
const row = (name: string) => screen.getByRole('row', { name: new RegExp(name) })

describe('the nodes', () => {
  it('are shown as kubectl prints them, with what is worth a look', async () => {
    const { live, pass } = await showPage(NodesPage, '/c/minikube/nodes')
    act(() => live.say(at, { set: [node('one'), node('two', { status: 'NotReady' }), node('three', { status: 'Ready,SchedulingDisabled' })] }))
    pass(1_000)
    for (const words of ['one', 'Ready', 'control-plane', '3d', 'v1.36.3']) expect(row('one').textContent).toContain(words)
    expect(row('two').querySelector('[data-family]')?.getAttribute('data-family')).toBe('attention')
    expect(row('three').textContent).toContain('Ready,SchedulingDisabled')
    expect(document.querySelector('[data-summary]')?.textContent).toBe('3 nodes·1 not ready·1 takes no new pods')
    expect(screen.queryByText('192.168.49.2')).toBeNull()
  })

  it('have their wide columns on request, in the address too', async () => {
    const { live, at: where } = await showPage(NodesPage, '/c/minikube/nodes')
    act(() => live.say(at, { set: [node('one')] }))
    await act(async () => fireEvent.click(screen.getByRole('button', { name: 'Wide' })))
    expect(where().search).toEqual({ cols: 'wide' })
    expect(row('one').textContent).toContain('192.168.49.2')
    expect(row('one').textContent).toContain('containerd://2.2.0')
  })

  it('tell who may not see them, and what would allow it', async () => {
    const { live } = await showPage(NodesPage, '/c/minikube/nodes')
    const failure = { reason: 'Forbidden' as const, code: 403, message: 'nodes is forbidden: User "jane" cannot list resource "nodes"' }
    act(() => live.say(at, { state: { state: 'forbidden', failure } }))
    const card = await screen.findByRole('region', { name: 'Not allowed' })
    expect(card.textContent).toContain('may not list nodes in the whole cluster')
    expect(card.textContent).toContain(failure.message)
    expect(card.textContent).toContain('kind: ClusterRole')
    expect(screen.queryByRole('grid')).toBeNull()
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }))
    expect(live.asked('nodes', 'minikube', {}).retry).toBe(1)
  })

  it('stay, dimmed and with their age, while the cluster does not answer', async () => {
    const { live } = await showPage(NodesPage, '/c/minikube/nodes')
    act(() => live.say(at, { set: [node('one')], state: { state: 'stale', since: (NOW - 20) * 1000, cause: 'cluster', failure: null } }))
    expect(row('one').textContent).toContain('Ready')
    expect(screen.getByRole('grid').dataset['dimmed']).toBe('true')
    expect(document.body.textContent).toMatch(/as of .* · 20s ago/)
  })

  it('are named as missing only when that is known', async () => {
    const { live } = await showPage(NodesPage, '/c/minikube/nodes')
    expect(document.body.textContent).not.toContain('no nodes')
    act(() => live.say(at, {}))
    expect(document.body.textContent).toContain('This cluster has no nodes: nothing can run in it.')
  })
})
