import type { ReplicaSetRow } from '@binnacle/shared'
import { act, cleanup, fireEvent, screen } from '@testing-library/react'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { giveScreen, NOW, showPage } from '../../page/testing/showPage.tsx'
import { ReplicaSetsPage } from './ReplicaSetsPage.tsx'

afterEach(cleanup)
beforeAll(giveScreen)

const controller = { kind: 'Deployment', name: 'web', uid: 'web' }
const replicaSet = (name: string, more: Partial<ReplicaSetRow>): ReplicaSetRow => ({
  uid: name,
  namespace: 'shop',
  name,
  created: NOW - 90,
  desired: 0,
  replicas: 0,
  ready: 0,
  available: 0,
  terminating: 0,
  controller,
  revision: 1,
  revisionHistory: [],
  cause: null,
  hash: '',
  failure: null,
  images: [{ name: 'main', image: 'app:1' }],
  selector: 'app=web',
  deletedAt: null,
  ...more,
})
const at: { topic: 'replicasets'; context: string; params: { namespaces: string[] } } = {
  topic: 'replicasets',
  context: 'minikube',
  params: { namespaces: ['shop'] },
}
const shown = () =>
  screen
    .getAllByRole('row')
    .slice(1)
    .map((row) => row.querySelector('[data-column="name"]')?.textContent)

describe('the ReplicaSets', () => {
  it('are shown as kubectl prints them, with their Deployment and revision; old revisions come when they are asked for', async () => {
    const { live, pass, at: where } = await showPage(ReplicaSetsPage, '/c/minikube/replicasets?ns=shop')
    act(() =>
      live.say(at, {
        set: [
          replicaSet('web-2', { desired: 3, replicas: 3, ready: 3, available: 3, revision: 2 }),
          replicaSet('web-1', {}),
          replicaSet('alone', { controller: null, revision: null }),
        ],
      }),
    )
    pass(1_000)
    expect(screen.getAllByRole('row').map((row) => row.textContent)).toEqual([
      'NameDesiredCurrentReadyOwnerRevisionAgeActions',
      'alone000<none><none>91sScale',
      'web-2333web291sScale',
    ])
    expect(document.body.textContent).toContain('1 old ReplicaSet keeps a revision and has no pods.')
    await act(async () => fireEvent.click(screen.getByRole('button', { name: 'Show' })))
    expect(where().search).toEqual({ ns: 'shop', old: '1' })
    pass(1_000)
    expect(shown()).toEqual(['alone', 'web-1', 'web-2'])
  })

  it('lead to the page about their Deployment', async () => {
    const { live, at: where } = await showPage(ReplicaSetsPage, '/c/minikube/replicasets?ns=shop')
    act(() => live.say(at, { set: [replicaSet('web-2', { desired: 1 })] }))
    await act(async () => fireEvent.click(screen.getByText('web-2')))
    expect(where()).toEqual({ pathname: '/c/minikube/deployments/shop/web', search: { ns: 'shop' } })
  })
})
