import { lazy, Suspense, useRef, useState } from 'react'
import { useView } from '../../paths.ts'
import { Popover } from '../../ui/Popover.tsx'
import { Chevron } from './Chevron.tsx'

const ContextList = lazy(() => import('./ContextList.tsx').then((module) => ({ default: module.ContextList })))

/** Long contexts, as clouds make them, end in what tells them apart. */
function shortened(context: string): string {
  return context.length <= 38 ? context : `${context.slice(0, 12)}…${context.slice(-24)}`
}

/** Which cluster, as whom: the contexts of the kubeconfig. */
export function ContextPicker() {
  const { context } = useView()
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
        aria-label={`Context: ${context}`}
        title={context}
        onClick={() => setOpen(!open)}
      >
        <span className="truncate">{shortened(context)}</span>
        <Chevron />
      </button>
      {open && (
        <Popover anchor={pill} label="Contexts" onClose={() => setOpen(false)} className="popover-list">
          <Suspense>
            <ContextList onDone={() => setOpen(false)} />
          </Suspense>
        </Popover>
      )}
    </>
  )
}
