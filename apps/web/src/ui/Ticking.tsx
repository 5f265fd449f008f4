import { useTicking } from './Time.ts'

/** Text that depends on now, drawn again only when it changes. */
export function Ticking({ text }: { text: (now: number) => string }) {
  return <>{useTicking(text)}</>
}
