import type { Namespaces } from '@binnacle/shared'
import { lazy, Suspense, useRef, useState } from 'react'
import { useView } from '../../paths.ts'
import { Popover } from '../../ui/Popover.tsx'
import { Chevron } from './Chevron.tsx'

const NamespaceList = lazy(() => import('./NamespaceList.tsx').then((module) => ({ default: module.NamespaceList })))

/** Which namespaces: one, several or all; any name where they may not be listed. */
export function NamespacePicker() {
  const { namespaces } = useView()
  const pill = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState(false)
  return (
    <>
      <button
        ref={pill}
        type="button"
        className="pill"
        aria-haspopup="dialog"
        aria-expanded={open}
        aria-label={`Namespaces: ${words(namespaces)}`}
        onClick={() => setOpen(!open)}
      >
        <span className="text-muted">ns:</span>
        <strong className="truncate font-semibold">{words(namespaces)}</strong>
        <Chevron />
      </button>
      {open && (
        <Popover anchor={pill} label="Namespaces" onClose={() => setOpen(false)} className="popover-list">
          <Suspense>
            <NamespaceList onDone={() => setOpen(false)} />
          </Suspense>
        </Popover>
      )}
    </>
  )
}

function words(namespaces: Namespaces): string {
  if (namespaces === '*') return 'All namespaces'
  return namespaces.length <= 2 ? namespaces.join(', ') : `${namespaces.length} namespaces`
}
