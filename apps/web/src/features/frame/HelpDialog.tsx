import { useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Kbd } from '../../ui/Kbd.tsx'
import { pageList } from './pageList.tsx'

type Entry = { readonly keys: readonly string[]; readonly does: string }

const groups: readonly { readonly title: string; readonly entries: readonly Entry[] }[] = [
  {
    title: 'At a row',
    entries: [
      { keys: ['j', 'k'], does: 'Next row, row before (also the arrows, Home, End, Page up, Page down)' },
      { keys: ['Enter', 'd'], does: 'Look into it' },
      { keys: ['l'], does: 'Its log' },
      { keys: ['w'], does: 'Why is it so?' },
      { keys: ['Space'], does: 'Select; with Shift, everything up to here' },
      { keys: ['Delete', 'Ctrl D'], does: 'Delete; the same key again, or y, confirms' },
      { keys: ['c'], does: 'Copy the name' },
      { keys: ['⇧C'], does: 'Copy it as kubectl' },
    ],
  },
  {
    title: 'At a deployment, on its page and at its row',
    entries: [
      { keys: ['+', '-'], does: 'Scale it' },
      { keys: ['i'], does: 'Set its images' },
      { keys: ['⇧R'], does: 'Restart it' },
      { keys: ['h'], does: 'Hold its rollout (pause), and let it go on (resume)' },
      { keys: ['⇧U'], does: 'Undo to the revision before' },
    ],
  },
  {
    title: 'On a page',
    entries: [
      { keys: ['/'], does: 'Filter' },
      { keys: ['⇧1', '⇧9'], does: 'Sort by the first … ninth column (in the table)' },
      { keys: ['p'], does: 'Pause, and go on' },
      { keys: ['r'], does: 'Compare everything with the cluster' },
      { keys: ['⇧C'], does: 'Copy this view as kubectl' },
      { keys: ['Esc'], does: 'One step out' },
    ],
  },
  {
    title: 'Everywhere',
    entries: [
      ...pageList.map(({ key, title }) => ({ keys: ['g', key], does: title })),
      { keys: ['0'], does: 'All namespaces' },
      { keys: ['1', '9'], does: 'Namespaces chosen lately' },
      { keys: ['[', ']'], does: 'Back and forward' },
      { keys: ['?'], does: 'This list' },
    ],
  },
]

export function HelpDialog({ onClose }: { onClose: () => void }) {
  const [text, setText] = useState('')
  const wanted = text.trim().toLowerCase()
  return (
    <Dialog title="Keys" onClose={onClose} className="help-dialog">
      <input
        className="field mt-3"
        type="search"
        aria-label="Search keys"
        placeholder="Search"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {groups.map(({ title, entries }) => {
        const found = entries.filter(({ keys, does }) => `${keys.join(' ')} ${does}`.toLowerCase().includes(wanted))
        if (found.length === 0) return null
        return (
          <section key={title} aria-label={title} className="mt-4">
            <h3 className="mb-1 font-semibold">{title}</h3>
            <dl className="grid grid-cols-[7rem_1fr] gap-y-1">
              {found.map(({ keys, does }) => (
                <div key={does} className="contents">
                  <dt className="flex gap-1">
                    {keys.map((key) => (
                      <Kbd key={key}>{key}</Kbd>
                    ))}
                  </dt>
                  <dd>{does}</dd>
                </div>
              ))}
            </dl>
          </section>
        )
      })}
      <div className="mt-5 flex justify-end">
        <Button onClick={onClose}>Close</Button>
      </div>
    </Dialog>
  )
}
