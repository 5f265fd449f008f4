import { type ComponentType, useState } from 'react'
import { useView } from '../../paths.ts'
import './config.css'

export type Named = { readonly namespace: string; readonly name: string; readonly onSuccessor: () => void }

/** The object that the address names. The one that took the name of a deleted one has the same address: `onSuccessor` forgets the deleted one. */
export function ByAddress({ Page }: { Page: ComponentType<Named> }) {
  const { shown } = useView()
  const [turn, setTurn] = useState(0)
  if (shown.view !== 'object') return null
  const { namespace, name } = shown
  return <Page key={`${namespace}/${name}/${turn}`} namespace={namespace} name={name} onSuccessor={() => setTurn(turn + 1)} />
}
