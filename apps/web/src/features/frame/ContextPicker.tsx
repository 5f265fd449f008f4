import { lazy } from 'react'
import { useView } from '../../paths.ts'
import { PickerPill } from './PickerPill.tsx'

const ContextList = lazy(() => import('./ContextList.tsx').then((module) => ({ default: module.ContextList })))

/** Long contexts, as clouds make them, end in what tells them apart. */
function shortened(context: string): string {
  return context.length <= 38 ? context : `${context.slice(0, 12)}…${context.slice(-24)}`
}

/** Which cluster, as whom: the contexts of the kubeconfig. */
export function ContextPicker() {
  const { context } = useView()
  return (
    <PickerPill what="Contexts" label={`Context: ${context}`} title={context} list={(close) => <ContextList onDone={close} />}>
      <span className="truncate">{shortened(context)}</span>
    </PickerPill>
  )
}
