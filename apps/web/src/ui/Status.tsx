import type { ReactNode } from 'react'
import { type Family, StatusGlyph } from './StatusGlyph.tsx'

/** Glyph and word. Only failing words are coloured. */
export function Status({ family, word, children }: { family: Family; word: string; children?: ReactNode }) {
  return (
    <span className="inline-flex min-w-0 items-center gap-1.5" data-family={family}>
      <StatusGlyph family={family} />
      <span className={family === 'fail' ? 'truncate font-semibold text-fail-text' : 'truncate'}>{word}</span>
      {children}
    </span>
  )
}
