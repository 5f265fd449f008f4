import type { PodRow, TopicParams } from '@binnacle/shared'
import type { KeyboardEvent, ReactNode } from 'react'
import { useCallback, useState } from 'react'
import { useRemembered } from '../../page/useRemembered.ts'
import { useTopic } from '../../topics/useTopic.ts'
import { Button } from '../../ui/Button.tsx'
import { MiddleTruncated } from '../../ui/MiddleTruncated.tsx'
import { firstLook, type LogLook, type SetLogLook } from './logLook.ts'
import { NotFound } from './NotFound.tsx'
import type { PodName } from './PodName.ts'
import { PodShown } from './PodShown.tsx'
import './peek.css'

export type PodPeekProps = {
  readonly pod: PodName
  readonly onClose: () => void
  /** Shows another pod in the place of this one. */
  readonly onOpen: (pod: PodName) => void
  /** The parameters of the list beside it, so that the search for a replacement watches nothing new. */
  readonly list?: TopicParams<'pods'>
  readonly deleteButton?: (pod: PodRow) => ReactNode
  /** Begin at the log: it is tall and has the keyboard. */
  readonly atLog?: boolean
}

export function PodPeek(props: PodPeekProps) {
  const { pod, onClose, atLog = false } = props
  const [look, setLook] = useState<LogLook>({ ...firstLook, tall: atLog, takeFocus: atLog })
  const [wasAtLog, setWasAtLog] = useState(atLog)
  if (atLog !== wasAtLog) {
    setWasAtLog(atLog)
    if (atLog) setLook({ ...look, tall: true, takeFocus: true })
  }
  // The pod that took the name of a deleted one has the same address: this forgets the deleted one.
  const [turn, setTurn] = useState(0)
  const open = (next: PodName): void => {
    if (next.namespace === pod.namespace && next.name === pod.name) setTurn(turn + 1)
    else props.onOpen(next)
  }
  const onLook = useCallback<SetLogLook>((change) => setLook((now) => ({ ...now, ...change })), [])
  const close = (): void => {
    // The keyboard goes back to the row or tile that the peek belongs to.
    document.querySelector<HTMLElement>('[data-opened]')?.focus({ preventScroll: true })
    onClose()
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented) return
    event.preventDefault()
    event.stopPropagation()
    close()
  }
  return (
    <aside className="peek" aria-label={`Pod ${pod.name}`} onKeyDown={onKeyDown}>
      {/* A key per pod: nothing of the one before may be seen in the next. */}
      <OnePod key={`${pod.namespace}/${pod.name}/${turn}`} {...props} onClose={close} onOpen={open} look={look} onLook={onLook} />
    </aside>
  )
}

function OnePod(props: PodPeekProps & { look: LogLook; onLook: SetLogLook }) {
  const { pod, onClose } = props
  const topic = useTopic('pod', { namespace: pod.namespace, name: pod.name })
  const known = useRemembered(topic)
  const deleteButton = known.row !== null && known.deletedAt === null ? props.deleteButton?.(known.row.row) : null
  return (
    <>
      <header className="flex items-start gap-2 px-4 pt-3 pb-1.5">
        <div className="min-w-0 grow">
          <p className="text-meta text-muted">Pod · {pod.namespace}</p>
          <h2 className="font-mono text-[14px] font-semibold">
            <MiddleTruncated text={pod.name} />
          </h2>
        </div>
        {deleteButton}
        <Button kind="quiet" aria-label="Close" title="Close (Esc)" onClick={onClose}>
          ✕
        </Button>
      </header>
      {known.row === null ? <NotFound pod={pod} topic={topic} onClose={onClose} /> : <PodShown key={known.row.uid} {...props} known={known} />}
    </>
  )
}
