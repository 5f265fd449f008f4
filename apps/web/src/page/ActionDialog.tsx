import { type Failure, type Outcome, visibleText } from '@binnacle/shared'
import { type KeyboardEvent, type ReactNode, type RefObject, useRef, useState } from 'react'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { CommandLine } from '../ui/PageStates.tsx'
import { Popover } from '../ui/Popover.tsx'
import { useTicking, useTime } from '../ui/Time.ts'
import type { Tier } from './ActionKind.ts'

export type ActionDialogProps = {
  /** `none` is asked like `popover`, at the anchor; for `typed`, `typed` is the word to type. */
  readonly tier: Tier
  readonly anchor?: Element | RefObject<Element | null> | null
  readonly title: string
  /** The verb with its object: `Delete pod`; `again` where the cluster is silent: `Delete anyway`. */
  readonly confirm: string
  readonly again?: string
  readonly kind?: 'danger' | 'primary'
  /** What happens, what does not, what will not come back: sentences. */
  readonly consequences?: ReactNode
  /** What a terminal would be told. Shown together, copied together. */
  readonly lines: readonly string[]
  /** What is typed to confirm, where the tier wants it. */
  readonly typed?: string
  /** Why it cannot be done (any more): no connection, a right, the object changed. Said, and nothing can be confirmed. */
  readonly obstacle?: string | null
  /** What is still to be filled in. The field says it; the button gives it as its reason. */
  readonly incomplete?: string | null
  /** Since when (ms) the cluster has not been heard; then it is asked once more. */
  readonly silent?: number | null
  /** What gets the keyboard first; Cancel unless there is something to fill in. */
  readonly initialFocus?: RefObject<HTMLElement | null>
  readonly children?: ReactNode
  readonly className?: string
  readonly onCancel: () => void
  /** Sends it. With an answer to wait for, the question stays: a refusal is shown in it, and after an acceptance `onDone` is called. */
  readonly onConfirm: () => void | Promise<Outcome<unknown>>
  readonly onDone?: () => void
}

/** Before an action: what happens, the command, and the focus on Cancel. `Delete` again, or `y`, confirms, unless a field has the keyboard; Enter sends a form. */
export function ActionDialog(props: ActionDialogProps) {
  const { tier, anchor = null, title, onCancel, children } = props
  const cancel = useRef<HTMLButtonElement>(null)
  const question = useQuestion(props)
  const initialFocus = props.initialFocus ?? cancel
  const onKeyDown = (event: KeyboardEvent) => {
    const inField = event.target instanceof HTMLElement && event.target.closest('input, textarea, select, [contenteditable]') !== null
    // What begins in a field is a form: Enter in a field of one line sends it.
    if (event.key === 'Enter' && !event.repeat && props.initialFocus && event.target instanceof HTMLInputElement) {
      event.preventDefault()
      return question.confirm()
    }
    const again = event.key === 'Delete' || event.key === 'y' || (event.ctrlKey && event.key === 'd')
    if (inField || !again || event.repeat) return
    event.preventDefault()
    question.confirm()
  }
  const inPopover = tier === 'none' || tier === 'popover'
  const body = (
    <div className="mt-2 flex min-w-0 flex-col gap-3" onKeyDown={inPopover ? undefined : onKeyDown}>
      {typeof props.consequences === 'string' ? <p>{props.consequences}</p> : props.consequences}
      {children}
      <Lines lines={props.lines} />
      <Answers {...props} question={question} />
      <div className="flex justify-end gap-2">
        <Button ref={cancel} onClick={onCancel}>
          Cancel
        </Button>
        <Button kind={props.kind ?? 'danger'} disabledReason={question.reason} onClick={question.confirm} aria-keyshortcuts="Delete y">
          {question.warned ? (props.again ?? `${props.confirm} anyway`) : props.confirm}
        </Button>
      </div>
    </div>
  )
  if (!inPopover) {
    return (
      <Dialog title={title} onClose={onCancel} initialFocus={initialFocus} className={props.className ?? ''}>
        {body}
      </Dialog>
    )
  }
  return (
    <Popover anchor={anchor} label={title} role="alertdialog" onClose={onCancel} initialFocus={initialFocus} onKeyDown={onKeyDown}>
      <h2 className="font-semibold break-all">{title}</h2>
      {body}
    </Popover>
  )
}

type Question = ReturnType<typeof useQuestion>

/** What has been said in it so far, and whether it can be confirmed. */
function useQuestion({ tier, typed: word, obstacle = null, incomplete = null, silent = null, onConfirm, onDone, onCancel }: ActionDialogProps) {
  const [typed, setTyped] = useState('')
  const [warned, setWarned] = useState(false)
  const [sending, setSending] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const untyped = tier === 'typed' && word !== undefined && typed.trim() !== word ? `Type "${word}" first.` : null
  const reason = obstacle ?? incomplete ?? untyped ?? (sending ? 'It was sent, and the answer is not here yet.' : null)
  const confirm = () => {
    if (reason !== null) return
    if (silent !== null && !warned) return setWarned(true)
    const answer = onConfirm()
    if (!answer) return
    setSending(true)
    setFailure(null)
    void answer.then((outcome) => {
      setSending(false)
      if (!outcome.ok) return setFailure(outcome.failure)
      ;(onDone ?? onCancel)()
    })
  }
  return { typed, setTyped, warned, failure, reason, confirm }
}

/** The word to type, and everything that speaks against it. */
function Answers({ tier, typed: word, obstacle = null, silent = null, children, question }: ActionDialogProps & { question: Question }) {
  return (
    <>
      {tier === 'typed' && word !== undefined && (
        <label className="flex flex-col gap-1">
          <span>
            Type <code className="font-mono text-mono font-semibold">{word}</code> to confirm
          </span>
          <input className="field" value={question.typed} onChange={(event) => question.setTyped(event.target.value)} spellCheck={false} autoComplete="off" />
        </label>
      )}
      {obstacle !== null && (
        <p role="alert" className="text-fail-text">
          {obstacle}
        </p>
      )}
      {question.failure !== null && <Refusal failure={question.failure} kept={children !== undefined} />}
      {question.warned && silent !== null && <Silence since={silent} />}
    </>
  )
}

function Lines({ lines }: { lines: readonly string[] }) {
  const [only, ...others] = lines
  if (only === undefined) return null
  if (others.length === 0) return <CommandLine command={only} />
  return (
    <div className="max-h-40 overflow-auto" tabIndex={0} role="group" aria-label="Commands">
      <CommandLine command={lines.join('\n')} label="Copy commands" />
    </div>
  )
}

/** What the cluster (or Binnacle) said to it, in its own words. */
function Refusal({ failure: { message, code }, kept }: { failure: Failure; kept: boolean }) {
  return (
    <div role="alert" className="flex flex-col gap-1 text-fail-text">
      <p>
        {code === 0 ? 'No answer came.' : `It was refused (HTTP ${code}).`}
        {kept && ' What you entered is still here.'}
      </p>
      <blockquote className="code whitespace-pre-wrap [overflow-wrap:anywhere]">{visibleText(message)}</blockquote>
    </div>
  )
}

function Silence({ since }: { since: number }) {
  const time = useTime()
  const ago = useTicking((now) => time.age(since / 1000, now))
  return (
    <p role="alert" className="text-attention-text">
      The cluster has not answered for {ago}: what is shown may be old, and this may fail. Press again to send it anyway.
    </p>
  )
}
