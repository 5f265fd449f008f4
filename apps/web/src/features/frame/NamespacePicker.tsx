import type { Namespaces } from '@binnacle/shared'
import { lazy } from 'react'
import { useView } from '../../paths.ts'
import { PickerPill } from './PickerPill.tsx'

const NamespaceList = lazy(() => import('./NamespaceList.tsx').then((module) => ({ default: module.NamespaceList })))

/** Which namespaces: one, several or all; any name where they may not be listed. */
export function NamespacePicker() {
  const { namespaces } = useView()
  return (
    <PickerPill what="Namespaces" label={`Namespaces: ${words(namespaces)}`} list={(close) => <NamespaceList onDone={close} />}>
      <span className="text-muted">ns:</span>
      <strong className="truncate font-semibold">{words(namespaces)}</strong>
    </PickerPill>
  )
}

function words(namespaces: Namespaces): string {
  if (namespaces === '*') return 'All namespaces'
  return namespaces.length <= 2 ? namespaces.join(', ') : `${namespaces.length} namespaces`
}
