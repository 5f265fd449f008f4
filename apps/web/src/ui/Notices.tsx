import { createContext, type ReactNode, use, useMemo, useState } from 'react'
import { Toast } from './Toast.tsx'

export type Notice = { readonly text: string; readonly tone: 'plain' | 'ok' | 'fail'; readonly action?: ReactNode }

type Notices = {
  /** Takes the place of whatever is shown; the function that comes back changes its text, unless another has come since. */
  show(notice: Notice): (later: Notice) => void
}

const NoticesContext = createContext<Notices>({ show: () => () => undefined })

export function useNotices(): Notices {
  return use(NoticesContext)
}

/** One notice at a time, bottom left. */
export function NoticesProvider({ children }: { children: ReactNode }) {
  const [shown, setShown] = useState<{ key: object; notice: Notice } | null>(null)
  const notices = useMemo<Notices>(
    () => ({
      show: (notice) => {
        const key = {}
        setShown({ key, notice })
        return (later) => setShown((now) => (now === null || now.key === key ? { key, notice: later } : now))
      },
    }),
    [],
  )
  const close = useMemo(() => () => setShown(null), [])
  return (
    <NoticesContext value={notices}>
      {children}
      {shown && (
        <Toast text={shown.notice.text} tone={shown.notice.tone} onClose={close}>
          {shown.notice.action}
        </Toast>
      )}
    </NoticesContext>
  )
}
