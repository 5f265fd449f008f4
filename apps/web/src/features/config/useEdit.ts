import { type Failure, fromBase64 } from '@binnacle/shared'
import { useState } from 'react'
import { useApi } from '../../commands/ApiContext.ts'
import { useActions } from '../../page/useAction.ts'
import { useLive } from '../../topics/LiveContext.tsx'
import type { ConfigDetail, ConfigKind } from './ConfigKind.ts'
import { changeRow, type Draft, type DraftRow } from './Draft.ts'
import { editable, editChange, editDraft, rebased } from './editDraft.ts'

/** The edits of one object: against which version they were made, and how they are sent. */
export function useEdit(kind: ConfigKind, row: ConfigDetail) {
  const api = useApi()
  const { context } = useLive()
  const { act } = useActions()
  const [base, setBase] = useState(row)
  const [draft, setDraft] = useState<Draft>(() => editDraft(row))
  const [seal, setSeal] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [sending, setSending] = useState(false)
  const { namespace, name, uid } = base
  const change = () => ({ namespace, name, uid, version: base.version, seal, ...editChange(draft, base) })
  const valueOf = async (key: string) => {
    if (kind === 'secrets') return api.read(context, 'secrets.value', { namespace, name, uid, key })
    const all = await api.read(context, 'configmaps.values', { namespace, name, uid })
    const found = all.ok ? all.output.data.find((entry) => entry.key === key) : undefined
    return all.ok ? ({ ok: true, output: { value: found?.value ?? '' } } as const) : all
  }
  const load = async ({ id, key }: DraftRow) => {
    const value = await valueOf(key)
    if (!value.ok) return setFailure(value.failure)
    setDraft((now) => changeRow(now, id, { value: editable(fromBase64(value.output.value)) }))
  }
  const save = async (): Promise<boolean> => {
    setSending(true)
    setFailure(null)
    const outcome = await act(`${kind}.update`, change(), { notice: 'refusals elsewhere' })
    setSending(false)
    if (!outcome.ok) setFailure(outcome.failure)
    return outcome.ok
  }
  const takeCurrent = () => {
    setDraft((now) => rebased(now, base, row))
    setBase(row)
    setFailure(null)
  }
  return { base, draft, setDraft, seal, setSeal, failure, sending, change, load, save, takeCurrent, isBehind: row.version !== base.version }
}
