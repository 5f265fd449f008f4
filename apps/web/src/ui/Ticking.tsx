import { useTicking } from './Time.ts'

/** Text that depends on now, drawn again only when it changes. */
export function Ticking({ text }: { text: (seconds: number) => string }) {
  return <>{useTicking(text)}</>
}
