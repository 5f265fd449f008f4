export type DiffLine = { readonly side: 'same' | 'before' | 'after'; readonly text: string }

/** Lines around a change that are shown with it. */
const AROUND = 2

/** What changed between two texts: the lines that went and those that came, between what both begin and end with. */
export function textDiff(before: string, after: string): DiffLine[] {
  const [old, now] = [before.split('\n'), after.split('\n')]
  let head = 0
  while (head < old.length && head < now.length && old[head] === now[head]) head++
  let tail = 0
  while (tail < old.length - head && tail < now.length - head && old.at(-1 - tail) === now.at(-1 - tail)) tail++
  const same = (lines: readonly string[]): DiffLine[] => lines.map((text) => ({ side: 'same', text }))
  return [
    ...same(old.slice(Math.max(0, head - AROUND), head)),
    ...old.slice(head, old.length - tail).map((text) => ({ side: 'before' as const, text })),
    ...now.slice(head, now.length - tail).map((text) => ({ side: 'after' as const, text })),
    ...same(old.slice(old.length - tail, old.length - tail + AROUND)),
  ]
}
