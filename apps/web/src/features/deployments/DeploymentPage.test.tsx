import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { badImage, condition, deployment, failing, NOW, pod, replicaSet, running } from './testing/rows.ts'
import { showDeployment } from './testing/showDeployment.tsx'

afterEach(cleanup)

const four = ['aaaaa', 'bbbbb', 'ccccc', 'ddddd'].map((suffix) => pod(2, suffix))
const atRest = { deployment: deployment(), replicaSets: [replicaSet(1), replicaSet(2, running(4))], pods: four }
const sentence = () => screen.getByRole('region', { name: 'Rollout' }).textContent ?? ''
const lanes = () => within(screen.getByRole('region', { name: 'ReplicaSets' })).getAllByRole('group')
const tilesOf = (lane: HTMLElement) => within(lane).queryAllByRole('button')

describe('the page about a deployment', () => {
  it('says how the rollout is, in words and as a bar, and shows the ReplicaSet that has pods', async () => {
    await showDeployment(atRest)
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('lbapp')
    expect(sentence()).toContain('Revision 2 is rolled out')
    expect(sentence()).toContain('deployment "lbapp" successfully rolled out')
    expect(screen.getByText('4 ready — surge 0 of 1, unavailable 0 of 1')).toBeDefined()
    expect(screen.getByRole('img', { name: '4 ready' })).toBeDefined()
    expect(lanes().map((lane) => [lane.getAttribute('aria-label'), tilesOf(lane).length])).toEqual([['Revision 2, lbapp-hash2', 4]])
    expect(screen.getByText('1 older revision keeps no pods.', { exact: false })).toBeDefined()
  })

  it('goes through the states of kubectl while a rollout goes on, old on the left, new on the right, and announces its end once', async () => {
    const { say } = await showDeployment(atRest)
    const moving = { revision: 3, generation: 3, observedGeneration: 3, progressing: condition('ReplicaSetUpdated', { updated: NOW }) }
    say({ deployment: deployment({ generation: 3 }) })
    expect(sentence()).toContain('Waiting for deployment spec update to be observed...')
    say({
      deployment: deployment({ ...moving, replicas: 5, updated: 2, available: 4 }),
      replicaSets: [replicaSet(2, running(3)), replicaSet(3, { ...running(2, 1), created: NOW })],
      pods: [
        pod(3, 'nnnnn', { created: NOW }),
        pod(3, 'ooooo', { created: NOW, ready: 0, status: 'ContainerCreating' }),
        pod(2, 'ddddd', { deletedAt: NOW + 9 }),
      ],
    })
    expect(sentence()).toContain('Rolling out revision 3')
    expect(sentence()).toContain('2 out of 4 new replicas have been updated...')
    expect(lanes().map((lane) => [lane.getAttribute('aria-label'), tilesOf(lane).length])).toEqual([
      ['Revision 2, lbapp-hash2', 4],
      ['Revision 3, lbapp-hash3', 2],
    ])
    expect(screen.getByText('1 new ready · 1 new starting · 3 old ready · 1 leaving — surge 1 of 1, unavailable 0 of 1')).toBeDefined()
    expect(within(lanes()[0] ?? document.body).getByText('9s left')).toBeDefined()
    const announcer = () => document.querySelector('[data-announcer=polite]')?.textContent
    expect(announcer()).toBe('')
    say({
      deployment: deployment({ ...moving, progressing: condition('NewReplicaSetAvailable') }),
      replicaSets: [replicaSet(2), replicaSet(3, running(4))],
      removed: four.map(({ uid }) => uid),
    })
    expect(sentence()).toContain('Revision 3 is rolled out')
    expect(announcer()).toBe('lbapp: Revision 3 is rolled out, 4 of 4 available')
  })

  it('names the image that cannot be got, quotes the cluster, and says that the old pods still serve', async () => {
    const { place } = await showDeployment(badImage())
    expect(sentence()).toContain('Stuck on revision 3')
    expect(sentence()).toContain('cannot get the image registry.k8s.io/e2e-test-images/agnhost:2.63.0-nope')
    expect(sentence()).toContain('Old pods still serve 4 of 4.')
    expect(sentence()).toContain('ErrImagePull')
    expect(sentence()).toContain('4s elapsed · deadline in 9m55s')
    fireEvent.click(screen.getByRole('button', { name: 'Look into the pod' }))
    expect(place().search.peek).toBe('pods/shop/lbapp-hash3-nnnnn')
  })

  it('finds by time alone that a probe does not pass', async () => {
    const why = { container: 'web', reason: 'ContainersNotReady', message: 'containers with unready status: [web]', at: null }
    const base = badImage()
    const { pass } = await showDeployment({ ...base, pods: [...base.pods.slice(0, 4), pod(3, 'nnnnn', { ready: 0, created: NOW, notReadySince: NOW, why })] })
    expect(sentence()).not.toContain('probe')
    pass(31_000)
    expect(sentence()).toContain('the readiness or startup probe has not passed')
    expect(sentence()).toContain('no progress for')
  })

  it('opens the peek of a pod by click and its log by l; arrows walk, and the tiles are one stop of the keyboard', async () => {
    const { place } = await showDeployment(atRest)
    const tiles = tilesOf(lanes()[0] ?? document.body)
    expect(tiles.filter(({ tabIndex }) => tabIndex === 0).length).toBe(1)
    fireEvent.click(tiles[1] ?? document.body)
    expect(place().search.peek).toBe('pods/shop/lbapp-hash2-bbbbb')
    act(() => tiles[1]?.focus())
    fireEvent.keyDown(document.activeElement ?? document.body, { key: 'ArrowRight' })
    expect(document.activeElement).toBe(tiles[2])
    fireEvent.keyDown(document.activeElement ?? document.body, { key: 'l' })
    expect(place().search.peek).toBe('pods/shop/lbapp-hash2-ccccc')
    expect(place().search['at']).toBe('log')
    // The deployment's own keys are not meant while a pod has the keyboard.
    fireEvent.keyDown(document.activeElement ?? document.body, { key: 'Delete' })
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  it('draws sixty pods small, each with what it is', async () => {
    const many = Array.from({ length: 60 }, (_, index) => pod(2, `p${index}`))
    await showDeployment({
      deployment: deployment({ desired: 60, replicas: 60, updated: 60, ready: 60, available: 60 }),
      replicaSets: [replicaSet(2, running(60))],
      pods: many,
    })
    const tiles = tilesOf(lanes()[0] ?? document.body)
    expect(tiles.length).toBe(60)
    expect(tiles[0]?.textContent).toBe('')
    expect(tiles[0]?.getAttribute('aria-label')).toContain('lbapp-hash2-p0: Running, 1/1 ready')
  })

  it('shows the events of its pods too, also of those that are gone, and of nobody else', async () => {
    const event = (name: string, message: string) => ({
      uid: `e-${message}`,
      namespace: 'shop',
      name: `${name}.1`,
      created: NOW,
      type: 'Normal',
      reason: 'Created',
      object: { kind: 'Pod', namespace: 'shop', name, uid: `gone-${name}`, fieldPath: '' },
      message,
      source: '',
      count: 1,
      firstSeen: NOW,
      lastSeen: NOW,
    })
    await showDeployment(
      { ...atRest, events: [event('lbapp-hash1-zzzzz', 'of a pod that is gone'), event('other-hash1-zzzzz', 'of another')] },
      { path: '/c/minikube/deployments/shop/lbapp/events' },
    )
    expect(screen.getByText('of a pod that is gone')).toBeDefined()
    expect(screen.queryByText('of another')).toBeNull()
  })
})

describe('a deployment that is not there (any more)', () => {
  it('stays as it was last known when it is deleted, changes nothing more, and shows its successor when asked', async () => {
    const { say, pass } = await showDeployment(atRest)
    say({ removed: ['u-lbapp', 'u-rs-1', 'u-rs-2'] })
    pass(12_000)
    expect(screen.getByText('Deleted 12s ago')).toBeDefined()
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('lbapp')
    expect(within(screen.getByRole('region', { name: 'History' })).getByText('version 2')).toBeDefined()
    const scale = screen.getByRole('button', { name: /^Scale/ })
    expect(scale.getAttribute('aria-disabled')).toBe('true')
    expect(scale.getAttribute('title')).toBe('lbapp was deleted.')
    fireEvent.keyDown(document.body, { key: 'i' })
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(screen.queryByText(/has its name now/)).toBeNull()
    say({ deployment: deployment({ uid: 'u-next', created: NOW + 12, revision: 1, cause: null }) })
    expect(screen.getByText('Deleted 12s ago')).toBeDefined()
    expect(screen.getByText(/A new deployment has its name now/)).toBeDefined()
    fireEvent.click(screen.getByRole('button', { name: 'Show it' }))
    expect(screen.queryByText('Deleted 12s ago')).toBeNull()
    expect(sentence()).toContain('Revision 1 is rolled out')
  })

  it('says that there is none, with the command that lists those that are', async () => {
    await showDeployment({}).then(({ say }) => say({ state: { state: 'live' } }))
    expect(screen.getByText(/There is no deployment/)).toBeDefined()
    expect(screen.getByText('kubectl get deployments -n shop --context=minikube')).toBeDefined()
  })

  it('waits without claiming anything, and says when nobody can tell', async () => {
    const { say } = await showDeployment({})
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('lbapp')
    expect(screen.queryByText(/There is no deployment/)).toBeNull()
    say({ state: { state: 'stale', since: NOW * 1000, cause: 'cluster', failure: null } })
    expect(screen.getByText(/nothing is known of this deployment yet/)).toBeDefined()
  })

  it('tells what may not be read', async () => {
    const { say } = await showDeployment({})
    say({ state: { state: 'forbidden', failure: { reason: 'Forbidden', code: 403, message: 'deployments.apps "lbapp" is forbidden' } } })
    await waitFor(() => expect(document.body.textContent).toContain('deployments.apps "lbapp" is forbidden'))
  })

  it('calls nothing missing that is still being read', async () => {
    const arriving = { state: 'catching up' } as const
    const { say } = await showDeployment({ deployment: deployment() })
    say({ detail: arriving, replicaSets: [replicaSet(2, running(4))] })
    expect(screen.getByText('Reading its pods…')).toBeDefined()
    expect(screen.getByRole('button', { name: /^Undo/ }).getAttribute('title')).toBe('Its revisions are being read.')
  })

  it('dims what may be old and says how old it is', async () => {
    const { say } = await showDeployment(atRest)
    say({ state: { state: 'stale', since: (NOW - 20) * 1000, cause: 'cluster', failure: null } })
    expect(screen.getByText(/20s ago/)).toBeDefined()
    expect(document.querySelector('[data-dimmed]')).not.toBeNull()
  })

  it('knows no such part of the page', async () => {
    await showDeployment(atRest, { path: '/c/minikube/deployments/shop/lbapp/nonsense' })
    expect(screen.getByText(/has no page “nonsense”/)).toBeDefined()
  })
})

describe('its history', () => {
  const path = '/c/minikube/deployments/shop/lbapp/history'
  const template = (version: string) => ({
    metadata: { labels: { app: 'lbapp' } },
    spec: { containers: [{ name: 'web', image: `agnhost:${version}`, env: [{ name: 'V', value: version }] }] },
  })
  const templates = { 'u-rs-1': template('1'), 'u-rs-2': template('2'), 'u-rs-3': template('3') }
  const three = {
    deployment: deployment({ revision: 3, cause: null }),
    replicaSets: [replicaSet(1), replicaSet(2), replicaSet(3, { ...running(4), cause: null })],
    pods: [],
  }
  const comparison = () => screen.getByRole('region', { name: 'Comparison' }).textContent ?? ''

  it('has the revisions and causes of kubectl, the newest first', async () => {
    await showDeployment(three, { path, templates })
    const rows = within(screen.getByRole('region', { name: 'Revisions' }))
      .getAllByRole('row')
      .slice(1)
    expect(rows.map((row) => [row.getAttribute('data-revision'), row.querySelector('[data-cause]')?.textContent])).toEqual([
      ['3', '<none>'],
      ['2', 'version 2'],
      ['1', 'version 1'],
    ])
    expect(rows[0]?.textContent).toContain('now')
  })

  it('compares the current with the one before, or any two of the address; a choice is written there', async () => {
    const { place } = await showDeployment(three, { path, templates })
    await waitFor(() => expect(comparison()).toContain('agnhost:2'))
    expect(comparison()).toContain('Revision 2 → revision 3')
    expect(within(screen.getByRole('region', { name: 'Images' })).getByText('image')).toBeDefined()
    fireEvent.click(screen.getByRole('radio', { name: 'Compare from revision 1' }))
    expect(place().search).toMatchObject({ from: '1', to: '3' })
    await waitFor(() => expect(comparison()).toContain('Revision 1 → revision 3'))
    await waitFor(() => expect(comparison()).toContain('agnhost:1'))
  })

  it('says which revision of a link is no longer kept', async () => {
    await showDeployment(three, { path: `${path}?from=7&to=3`, templates })
    expect(comparison()).toContain('Revision 7 is no longer kept: 1, 2, 3 are.')
  })

  it('changes the cause of the current one at the Deployment, of an older one at its ReplicaSet', async () => {
    const { sent } = await showDeployment(three, { path, templates })
    fireEvent.click(screen.getByRole('button', { name: 'Add a change cause of revision 3' }))
    const field = screen.getByRole('textbox', { name: 'Change cause of revision 3' })
    fireEvent.change(field, { target: { value: ' third ' } })
    await act(async () => fireEvent.keyDown(field, { key: 'Enter' }))
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Add a change cause of revision 3' }))
    fireEvent.click(screen.getByRole('button', { name: 'Edit the change cause of revision 1' }))
    const older = screen.getByRole('textbox', { name: 'Change cause of revision 1' })
    fireEvent.change(older, { target: { value: 'first' } })
    await act(async () => fireEvent.keyDown(older, { key: 'Enter' }))
    expect(sent).toEqual([
      { name: 'deployments.annotateCause', input: { namespace: 'shop', name: 'lbapp', uid: 'u-lbapp', cause: 'third' } },
      { name: 'replicasets.annotateCause', input: { namespace: 'shop', name: 'lbapp-hash1', uid: 'u-rs-1', cause: 'first' } },
    ])
  })

  it('keeps a cause that was refused, with why, and sends none that is too long', async () => {
    const failure = { reason: 'Forbidden' as const, code: 403, message: 'replicasets.apps is forbidden' }
    const { sent } = await showDeployment(three, { path, templates, answer: () => ({ ok: false, failure }) })
    fireEvent.click(screen.getByRole('button', { name: 'Edit the change cause of revision 2' }))
    const field = screen.getByRole('textbox', { name: 'Change cause of revision 2' })
    fireEvent.change(field, { target: { value: 'x'.repeat(1025) } })
    fireEvent.keyDown(field, { key: 'Enter' })
    expect(sent).toEqual([])
    expect(screen.getByText(/at most 1024 bytes; this one has 1025/)).toBeDefined()
    fireEvent.change(field, { target: { value: 'better' } })
    await act(async () => fireEvent.keyDown(field, { key: 'Enter' }))
    await waitFor(() => expect(screen.getByText('replicasets.apps is forbidden')).toBeDefined())
    expect(field).toHaveProperty('value', 'better')
  })
})

describe('failing pods of a deployment at rest', () => {
  it('are told although nothing rolls out', async () => {
    const base = { deployment: deployment({ available: 3, ready: 3 }), replicaSets: [replicaSet(2, running(4, 3))] }
    await showDeployment({ ...base, pods: [...four.slice(1), failing(2, 'aaaaa', ['CrashLoopBackOff', 'last run: exit code 1, Error'])] })
    expect(sentence()).toContain('keeps ending with exit code 1')
    expect(sentence()).toContain('Meanwhile 3 of 4 serve.')
  })
})
