import { fireEvent, render, screen } from '@testing-library/react'
import { useState } from 'react'
import { expect, test } from 'vitest'
import { Dialog } from './Dialog.tsx'

function Page() {
  const [open, setOpen] = useState(false)
  const [rowStays, setRowStays] = useState(true)
  return (
    <div role="group" aria-label="Rows" tabIndex={-1}>
      {rowStays && (
        <button type="button" onClick={() => setOpen(true)}>
          Ask
        </button>
      )}
      {open && (
        <Dialog title="Sure?" onClose={() => setOpen(false)}>
          <button type="button" onClick={() => setRowStays(false)}>
            Row leaves
          </button>
          <button type="button" onClick={() => setOpen(false)}>
            Close
          </button>
        </Dialog>
      )}
    </div>
  )
}

test('the focus goes back to what opened a dialog, or to what that was in when it has left meanwhile', () => {
  render(<Page />)
  const ask = screen.getByRole('button', { name: 'Ask' })
  for (const leaves of [false, true]) {
    ask.focus()
    fireEvent.click(ask)
    if (leaves) fireEvent.click(screen.getByRole('button', { name: 'Row leaves' }))
    fireEvent.click(screen.getByRole('button', { name: 'Close' }))
    expect(document.activeElement).toBe(leaves ? screen.getByRole('group', { name: 'Rows' }) : ask)
  }
})
