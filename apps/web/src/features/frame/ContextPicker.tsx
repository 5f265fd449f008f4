import { useNavigate } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { useSessionInfo } from '../../commands/useSessionInfo.ts'
import { useView } from '../../paths.ts'
import { MiddleTruncated } from '../../ui/MiddleTruncated.tsx'
import { PickList } from '../../ui/PickList.tsx'
import { Popover } from '../../ui/Popover.tsx'
import { Chevron } from './Chevron.tsx'

/** Which cluster, as whom: the contexts of the kubeconfig. */
export function ContextPicker() {
  const { context } = useView()
  const session = useSessionInfo()
  const navigate = useNavigate()
  const pill = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState(false)
  const contexts = session?.ok ? session.output.contexts : []
  const choose = (name: string) => {
    setOpen(false)
    void navigate({ to: '/c/$context/pods', params: { context: name } })
  }
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
        <MiddleTruncated text={context} />
        <Chevron />
      </button>
      {open && (
        <Popover anchor={pill.current} label="Contexts" onClose={() => setOpen(false)} className="popover-list">
          <PickList
            label="Filter contexts"
            options={contexts.map(({ name, cluster, user, server, current }) => ({
              value: name,
              text: name,
              note: `${server} · ${cluster === user ? user : `${cluster} as ${user}`}${current ? ' · current' : ''}`,
            }))}
            chosen={[context]}
            onChoose={choose}
          />
        </Popover>
      )}
    </>
  )
}
