import { type ReactNode, useState } from 'react'
import { Button } from './Button.tsx'
import { useAnnounce } from './LiveRegion.tsx'
import { useTime } from './Time.ts'

const COPIED_MS = 1_500

/** Copies text and says that it did. Where the browser refuses, it says that too. */
export function CopyButton({
  text,
  children = 'Copy',
  label,
  kind = 'quiet',
}: {
  text: string
  children?: ReactNode
  label?: string
  kind?: 'quiet' | 'plain' | 'primary'
}) {
  const time = useTime()
  const announce = useAnnounce()
  const [said, setSaid] = useState<string | null>(null)
  const say = (word: string) => {
    setSaid(word)
    announce(word)
    time.after(COPIED_MS, () => setSaid(null))
  }
  const copy = () => {
    copyText(text).then(
      () => say('Copied'),
      () => say('The browser did not allow copying'),
    )
  }
  return (
    <Button kind={kind} onClick={copy} aria-label={label}>
      {said ?? children}
    </Button>
  )
}

export async function copyText(text: string): Promise<void> {
  await navigator.clipboard.writeText(text)
}
