import type { ReplicaSetRow } from '@binnacle/shared'
import { act, cleanup, fireEvent, screen, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { showActing } from './testing/showActing.tsx'
import { useScaleRows } from './useScaleRows.tsx'

afterEach(cleanup)

const row: ReplicaSetRow = {
  uid: 'u-rs',
  namespace: 'shop',
  name: 'lbapp-hash',
  created: 1_699_990_000,
  desired: 3,
  replicas: 3,
  ready: 3,
  available: 3,
  terminating: null,
  controller: { kind: 'Deployment', name: 'lbapp', uid: 'u-lbapp' },
  revision: 2,
  revisionHistory: [],
  cause: null,
  hash: 'hash',
  failure: null,
  images: [],
  selector: '',
  deletedAt: null,
}
const at = { topic: 'replicasets' as const, context: 'minikube', params: { namespaces: ['shop'] } }

/** A list of one row. */
function List() {
  const { actions, onRowKey, question } = useScaleRows({
    topic: 'replicasets',
    params: at.params,
    kind: 'ReplicaSet',
    warning: ({ controller }) => <p>{controller?.name} will set its own number again</p>,
  })
  return (
    <div role="grid" onKeyDown={(event) => onRowKey(event, row)}>
      <div role="row" tabIndex={0} data-uid={row.uid}>
        {actions(row)}
      </div>
      {question}
    </div>
  )
}

async function list() {
  const shown = await showActing(<List />)
  shown.say(() => shown.live.say(at, { set: [row] }))
  return shown
}
const scale = () => screen.getByRole('alertdialog', { name: 'Scale lbapp-hash' })
const field = () => within(scale()).getByRole('textbox', { name: 'Replicas' })

describe('scaling what a list shows', () => {
  it('begins at the row, by button or by key, and says who will undo it', async () => {
    const { asked } = await list()
    fireEvent.keyDown(screen.getByRole('row'), { key: '-' })
    expect(field()).toHaveProperty('value', '2')
    expect(scale().textContent).toContain('lbapp will set its own number again')
    expect(scale().textContent).toContain('kubectl scale replicaset/lbapp-hash')
    await act(async () => fireEvent.keyDown(field(), { key: 'Enter' }))
    expect(asked).toEqual([
      { context: 'minikube', name: 'replicasets.scale', input: { namespace: 'shop', name: 'lbapp-hash', uid: 'u-rs', replicas: 2, seen: 3 } },
    ])
  })

  it('sends nothing where the number is the one that is wanted, or the object is gone', async () => {
    const { asked, say, live } = await list()
    fireEvent.click(screen.getByRole('button', { name: 'Scale lbapp-hash' }))
    await act(async () => fireEvent.keyDown(field(), { key: 'Enter' }))
    fireEvent.change(field(), { target: { value: '5' } })
    say(() => live.say(at, { removed: ['u-rs'] }))
    expect(scale().textContent).toContain('lbapp-hash is gone already. Nothing was changed.')
    await act(async () => fireEvent.keyDown(field(), { key: 'Enter' }))
    expect(asked).toEqual([])
  })
})
