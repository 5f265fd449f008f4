import type { Outcome } from '@binnacle/shared'
import { act, cleanup, fireEvent, screen, within } from '@testing-library/react'
import { useState } from 'react'
import { afterEach, describe, expect, it } from 'vitest'
import { ActionDialog, type ActionDialogProps } from './ActionDialog.tsx'
import { NOW_MS, showActing } from './testing/showActing.tsx'

afterEach(cleanup)

type Asked = Partial<ActionDialogProps> & { readonly field?: boolean }

/** A question with a field, whose answer the test gives. */
async function ask({ field = false, ...props }: Asked = {}) {
  const sent: string[] = []
  const done: string[] = []
  const answers: ((outcome: Outcome<unknown>) => void)[] = []
  function Question() {
    const [image, setImage] = useState('web:4')
    return (
      <ActionDialog
        tier="dialog"
        title="Set the image of web?"
        confirm="Set image"
        lines={['kubectl set image deployment/web web=web:4 -n shop']}
        onCancel={() => done.push('cancelled')}
        onDone={() => done.push('done')}
        onConfirm={() => {
          sent.push(image)
          return new Promise<Outcome<unknown>>((resolve) => answers.push(resolve))
        }}
        {...props}
      >
        {field && (
          <label>
            Image <input value={image} onChange={(event) => setImage(event.target.value)} />
          </label>
        )}
      </ActionDialog>
    )
  }
  const shown = await showActing(<Question />)
  return { ...shown, sent, done, reply: (outcome: Outcome<unknown>) => act(async () => answers.shift()?.(outcome)) }
}

const dialog = () => screen.getByRole('dialog', { name: 'Set the image of web?' })
const button = (name: string) => within(dialog()).getByRole('button', { name })
const refused = { ok: false as const, failure: { reason: 'Invalid' as const, code: 422, message: 'spec.template: Invalid value: "web:4"' } }

describe('the question before an action', () => {
  it('begins at Cancel and shows the line; the key that asked confirms', async () => {
    const { sent, done, reply } = await ask()
    expect(document.activeElement).toBe(button('Cancel'))
    expect(dialog().textContent).toContain('kubectl set image deployment/web')
    await act(async () => fireEvent.keyDown(button('Cancel'), { key: 'Delete' }))
    expect(sent).toEqual(['web:4'])
    await reply({ ok: true, output: {} })
    expect(done).toEqual(['done'])
  })

  it('shows a refusal in the words of the cluster, keeps what was typed, and can be sent again', async () => {
    const { sent, done, reply } = await ask({ field: true })
    fireEvent.change(within(dialog()).getByRole('textbox'), { target: { value: 'web:nope' } })
    await act(async () => fireEvent.click(button('Set image')))
    await act(async () => fireEvent.click(button('Set image')))
    expect(sent).toEqual(['web:nope'])
    await reply(refused)
    expect(within(dialog()).getByRole('alert').textContent).toContain('spec.template: Invalid value: "web:4"')
    expect(within(dialog()).getByRole<HTMLInputElement>('textbox').value).toBe('web:nope')
    expect(done).toEqual([])
    await act(async () => fireEvent.click(button('Set image')))
    expect(within(dialog()).queryByRole('alert')).toBeNull()
    await reply({ ok: true, output: {} })
    expect([sent, done]).toEqual([['web:nope', 'web:nope'], ['done']])
  })

  it('takes no letter of a field for a yes', async () => {
    const { sent } = await ask({ field: true })
    fireEvent.keyDown(within(dialog()).getByRole('textbox'), { key: 'y' })
    fireEvent.keyDown(within(dialog()).getByRole('textbox'), { key: 'Delete' })
    expect(sent).toEqual([])
  })

  it('wants the word typed where the tier says so; pasting it is fine', async () => {
    const { sent } = await ask({ tier: 'typed', typed: 'web' })
    fireEvent.click(button('Set image'))
    expect(sent).toEqual([])
    expect(button('Set image').title).toBe('Type "web" first.')
    fireEvent.change(within(dialog()).getByRole('textbox', { name: /to confirm/ }), { target: { value: ' web ' } })
    await act(async () => fireEvent.click(button('Set image')))
    expect(sent.length).toBe(1)
  })

  it('says what stands in the way, and does nothing', async () => {
    const { sent } = await ask({ obstacle: 'web is gone already. Nothing was changed.' })
    expect(within(dialog()).getByRole('alert').textContent).toBe('web is gone already. Nothing was changed.')
    fireEvent.click(button('Set image'))
    fireEvent.keyDown(button('Cancel'), { key: 'y' })
    expect(sent).toEqual([])
  })

  it('asks once more while the cluster is not heard', async () => {
    const { sent } = await ask({ silent: NOW_MS - 14_000 })
    fireEvent.click(button('Set image'))
    expect(sent).toEqual([])
    expect(within(dialog()).getByRole('alert').textContent).toContain('The cluster has not answered for 14s')
    await act(async () => fireEvent.click(button('Set image anyway')))
    expect(sent.length).toBe(1)
  })

  it('copies several lines together', async () => {
    await ask({ lines: ['kubectl one', 'kubectl two'] })
    expect(within(dialog()).getByRole('group', { name: 'Commands' }).textContent).toContain('kubectl one\nkubectl two')
  })
})
