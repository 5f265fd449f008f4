/** Lines of the same around what differs. */
const CONTEXT = 3

type Line = { readonly sign: ' ' | '-' | '+'; readonly text: string }

/** How two values differ, as a unified diff of their JSON: the tail of the apiserver's refusal to change a pod. */
export function printedDifference(before: unknown, after: unknown): string {
  const lines = compared(JSON.stringify(before, null, 1).split('\n'), JSON.stringify(after, null, 1).split('\n'))
  return hunks(lines).map(printedHunk).join('')
}

/** The shortest way from one to the other, along a longest common subsequence. */
function compared(before: readonly string[], after: readonly string[]): readonly Line[] {
  const head = sameFrom(before, after)
  const tail = sameFrom(before.slice(head).reverse(), after.slice(head).reverse())
  const same = (lines: readonly string[]): Line[] => lines.map((text) => ({ sign: ' ', text }))
  const middle = changed(before.slice(head, before.length - tail), after.slice(head, after.length - tail))
  return [...same(before.slice(0, head)), ...middle, ...same(before.slice(before.length - tail))]
}

function sameFrom(a: readonly string[], b: readonly string[]): number {
  let at = 0
  while (at < a.length && at < b.length && a[at] === b[at]) at++
  return at
}

function changed(before: readonly string[], after: readonly string[]): readonly Line[] {
  const longest = lengths(before, after)
  const lines: Line[] = []
  let [i, j] = [0, 0]
  while (i < before.length || j < after.length) {
    const [old, next] = [before[i], after[j]]
    const dropFirst = j >= after.length || (longest[i + 1]?.[j] ?? 0) >= (longest[i]?.[j + 1] ?? 0)
    if (old !== undefined && old === next) {
      lines.push({ sign: ' ', text: old })
      i++
      j++
    } else if (old !== undefined && dropFirst) {
      lines.push({ sign: '-', text: old })
      i++
    } else {
      lines.push({ sign: '+', text: next ?? '' })
      j++
    }
  }
  return lines
}

function lengths(before: readonly string[], after: readonly string[]): readonly (readonly number[])[] {
  const table = Array.from({ length: before.length + 1 }, () => Array.from({ length: after.length + 1 }, () => 0))
  for (let i = before.length - 1; i >= 0; i--) {
    const [row, below] = [table[i], table[i + 1]]
    if (!row || !below) continue
    for (let j = after.length - 1; j >= 0; j--) row[j] = before[i] === after[j] ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, row[j + 1] ?? 0)
  }
  return table
}

type Hunk = { readonly lines: readonly Line[]; readonly oldStart: number; readonly newStart: number }

function hunks(lines: readonly Line[]): readonly Hunk[] {
  const isNear = lines.map((_, index) => lines.slice(Math.max(0, index - CONTEXT), index + CONTEXT + 1).some(({ sign }) => sign !== ' '))
  const found: { lines: Line[]; oldStart: number; newStart: number }[] = []
  let [old, next] = [1, 1]
  for (const [index, line] of lines.entries()) {
    if (isNear[index] && !isNear[index - 1]) found.push({ lines: [], oldStart: old, newStart: next })
    if (isNear[index]) found.at(-1)?.lines.push(line)
    if (line.sign !== '+') old++
    if (line.sign !== '-') next++
  }
  return found
}

function printedHunk({ lines, oldStart, newStart }: Hunk): string {
  const count = (other: Line['sign']) => lines.filter(({ sign }) => sign !== other).length
  const body = lines.map(({ sign, text }) => `${sign}${text}\n`).join('')
  return `@@ -${oldStart},${count('+')} +${newStart},${count('-')} @@\n${body}`
}
