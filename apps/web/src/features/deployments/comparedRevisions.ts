import type { Revision } from '@binnacle/shared'

type Compared = { readonly from: Revision | null; readonly to: Revision | null; readonly missing: string | null }

/** The two revisions that an address asks to compare; without a wish the current one and the one before it. `missing`: one that is asked for and not kept. */
export function comparedRevisions(revisions: readonly Revision[], from: string | undefined, to: string | undefined): Compared {
  const find = (text: string) => revisions.find(({ revision }) => String(revision) === text) ?? null
  const current = revisions.find((each) => each.current) ?? revisions.at(-1) ?? null
  const second = to === undefined ? current : find(to)
  const before = revisions.findLast((each) => each !== second && (second === null || each.revision < second.revision))
  const first = from === undefined ? (before ?? revisions.find((each) => each !== second) ?? null) : find(from)
  const missing = to !== undefined && second === null ? to : from !== undefined && first === null ? from : null
  return { from: first, to: second, missing }
}
