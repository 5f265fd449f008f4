import { lazy } from 'react'
import { useView } from '../../paths.ts'
import { PickerPill } from './PickerPill.tsx'
import { useIsSimulated } from './useIsSimulated.ts'

const ContextList = lazy(() => import('./ContextList.tsx').then((module) => ({ default: module.ContextList })))

/** Long contexts, as clouds make them, end in what tells them apart. */
function shortened(context: string): string {
  return context.length <= 38 ? context : `${context.slice(0, 12)}…${context.slice(-24)}`
}

/** Which cluster, as whom: the contexts of the kubeconfig, and the demo cluster. Nobody takes that one for a real one. */
export function ContextPicker() {
  const { context } = useView()
  const simulated = useIsSimulated()
  return (
    <PickerPill
      what="Contexts"
      label={`Context: ${context}${simulated ? ', simulated cluster' : ''}`}
      title={context}
      list={(close) => <ContextList onDone={close} />}
    >
      <span className="truncate">{shortened(context)}</span>
      {simulated && <span className="tag">simulated cluster</span>}
    </PickerPill>
  )
}
