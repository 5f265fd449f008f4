import type { Failure } from '@binnacle/shared'
import { useDeferredValue, useRef, useState } from 'react'
import { useRefusal } from '../../page/useRefusal.ts'
import { keptSearch, paths, useView } from '../../paths.ts'
import { useLive } from '../../topics/LiveContext.tsx'
import { Button } from '../../ui/Button.tsx'
import { Link } from '../../ui/Link.tsx'
import { PageTitle } from '../../ui/PageTitle.tsx'
import { type ConfigKind, words } from './ConfigKind.ts'
import { CreateLine } from './CreateLine.tsx'
import { type Draft, emptyDraft, withType } from './Draft.ts'
import { DraftRows } from './DraftRows.tsx'
import { draftFaults, nameFault } from './draftFaults.ts'
import { LoginFields } from './LoginFields.tsx'
import { NameFields } from './NameFields.tsx'
import { Refused } from './Refused.tsx'
import { TypePicker } from './TypePicker.tsx'
import { useCreate } from './useCreate.ts'
import './config.css'

/** A new Secret or ConfigMap. What is typed is in this form and nowhere else, and stays in it whatever the cluster says. */
export function CreateForm({ kind }: { kind: ConfigKind }) {
  const { context } = useLive()
  const { search, namespaces, go } = useView()
  const [draft, setDraft] = useState<Draft>(emptyDraft)
  const [named, setNamed] = useState({ namespace: namespaces !== '*' && namespaces.length === 1 ? (namespaces[0] ?? '') : 'default', name: '' })
  const [immutable, setImmutable] = useState(false)
  const [hidden, setHidden] = useState(kind === 'secrets')
  const [tried, setTried] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [sending, setSending] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const create = useCreate(kind)
  const refusal = useRefusal(`${kind}.create`, named.namespace)
  const late = useDeferredValue(draft)
  const faults = draftFaults(late)
  const wrongName = nameFault(named.name)
  const submit = async () => {
    setTried(true)
    const now = draftFaults(draft)
    if (wrongName !== null || now.size > 0 || sending || refusal !== null) return focusFault(form.current)
    setSending(true)
    setFailure(null)
    const outcome = await create({ ...named, immutable, draft })
    setSending(false)
    if (!outcome.ok) return setFailure(outcome.failure)
    go(paths.object({ context, page: kind, ...named }, keptSearch(search)))
  }
  const { one, title, many } = words[kind]
  const exists = failure?.reason === 'AlreadyExists'
  // Before the first attempt only what was filled in is looked at: an untouched field is not wrong yet.
  const shown = tried ? faults : new Map([...faults].filter(([field]) => isTouched(field, late)))
  return (
    <form
      ref={form}
      className="flex min-h-0 flex-col gap-4 overflow-auto pb-6"
      aria-label={`New ${one}`}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <header>
        <p className="text-meta text-muted">
          <Link href={paths.page(context, kind, keptSearch(search))} className="text-muted">
            {title}
          </Link>{' '}
          › new
        </p>
        <PageTitle title={`New ${one}`} />
      </header>
      <NameFields named={named} onChange={(change) => setNamed({ ...named, ...change })} fault={tried || named.name !== '' ? wrongName : null}>
        {exists ? (
          <p role="alert" className="text-fail-text" data-fault>
            A {one} {named.name} exists in {named.namespace} already. Nothing was changed. Take another name, or{' '}
            <Link href={paths.object({ context, page: kind, ...named }, keptSearch(search))}>edit that one</Link> instead: what is typed here stays only in this
            form.
          </p>
        ) : null}
      </NameFields>
      {kind === 'secrets' ? <TypePicker type={draft.type} onChange={(type) => setDraft((now) => withType(now, type))} /> : null}
      {draft.type === 'kubernetes.io/dockerconfigjson' ? (
        <LoginFields
          login={draft.login}
          faults={shown}
          hidden={hidden}
          onChange={(change) => setDraft((now) => ({ ...now, login: { ...now.login, ...change } }))}
        />
      ) : null}
      <DraftRows draft={draft} faults={shown} hidden={hidden} onDraft={setDraft} />
      <div className="flex flex-wrap items-center gap-x-6 gap-y-2">
        {kind === 'secrets' ? <Check checked={!hidden} onChange={(show) => setHidden(!show)} label="Show the values while typing" /> : null}
        <Check checked={immutable} onChange={setImmutable} label={`Immutable: the values of this ${one} can never be changed, only the whole of it deleted`} />
      </div>
      <CreateLine kind={kind} named={named} immutable={immutable} draft={late} ready={wrongName === null && faults.size === 0} />
      {failure === null || exists ? null : <Refused failure={failure} />}
      <div className="flex items-center gap-3">
        <Button type="submit" kind="primary" disabledReason={refusal ?? (sending ? 'It was sent, and the answer is not here yet.' : null)}>
          Create {one}
        </Button>
        <Button onClick={() => go(paths.page(context, kind, keptSearch(search)))}>Back to the {many}</Button>
        {refusal === null ? null : <p className="text-attention-text">{refusal}</p>}
      </div>
    </form>
  )
}

function Check({ checked, onChange, label }: { checked: boolean; onChange: (checked: boolean) => void; label: string }) {
  return (
    <label className="flex items-center gap-2">
      <input type="checkbox" className="checkbox" checked={checked} onChange={(event) => onChange(event.target.checked)} />
      {label}
    </label>
  )
}

function isTouched(field: string, { rows, login, type }: Draft): boolean {
  const [what, id] = field.split(':')
  const row = rows.find((each) => String(each.id) === id)
  if (what === 'key') return row !== undefined && row.key !== ''
  if (what === 'value') return row !== undefined && (row.value.from !== 'text' || row.value.text !== '')
  if (what === 'data') return rows.length > 0 || type !== 'Opaque'
  return Object.entries(login).some(([name, text]) => name === field && text !== '')
}

function focusFault(form: HTMLFormElement | null): void {
  requestAnimationFrame(() => form?.querySelector<HTMLElement>('[aria-invalid]')?.focus())
}
