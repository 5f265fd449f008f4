import { memo } from 'react'
import { valueNotes } from './valueNotes.ts'

/** What is worth knowing about a typed value, beside it. */
export const ValueNotes = memo(function ValueNotes({ text, id }: { text: string; id: string }) {
  return (
    <ul id={id} className="flex flex-col gap-0.5 text-meta">
      {valueNotes(text).map(({ tone, text: said, marks }) => (
        <li key={said} className={tone === 'warn' ? 'text-attention-text' : 'text-muted'}>
          {said} {marks === undefined ? null : <code className="font-mono">{marks}</code>}
        </li>
      ))}
    </ul>
  )
})
