import { toBase64, utf8Bytes } from '@binnacle/shared'
import { act, cleanup, fireEvent, screen } from '@testing-library/react'
import { useState } from 'react'
import { afterEach, expect, it } from 'vitest'
import { showActing } from '../../page/testing/showActing.tsx'
import { Button } from '../../ui/Button.tsx'
import { ConfigMapValues } from './ConfigMapValues.tsx'

afterEach(cleanup)

const row = {
  uid: 'u-1',
  namespace: 'shop',
  name: 'settings',
  created: 0,
  data: 1,
  bytes: 3,
  keys: [{ name: 'colour', bytes: 3 }],
  immutable: false,
  deletedAt: null,
  version: '7',
  labels: [],
}
const values = (version: string, text: string) => ({ ok: true as const, output: { version, data: [{ key: 'colour', value: toBase64(utf8Bytes(text)) }] } })

function Page() {
  const [open, setOpen] = useState(true)
  return (
    <>
      <Button onClick={() => setOpen(!open)}>Turn</Button>
      {open ? <ConfigMapValues row={row} deleted={false} /> : null}
    </>
  )
}

it('shows what the ConfigMap holds now, not what it held at the last look', async () => {
  const { answer } = await showActing(<Page />)
  await answer(values('6', 'red'))
  expect(await screen.findByText('red')).toBeDefined()
  const turn = () => act(async () => fireEvent.click(screen.getByRole('button', { name: 'Turn' })))
  await turn()
  await turn()
  await answer(values('7', 'blue'))
  expect(await screen.findByText('blue')).toBeDefined()
})
