import type { ReactNode } from 'react'

/** The title, and notes that come and go beside it: they have their room already, so nothing below them moves. */
export function PageTitle({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="relative flex h-[26px] items-center gap-3">
      <h1 className="text-title font-semibold">{title}</h1>
      <span className="ml-auto flex h-[26px] min-w-0 items-center gap-2 overflow-hidden">{children}</span>
    </div>
  )
}
