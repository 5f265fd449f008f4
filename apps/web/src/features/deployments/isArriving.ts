import type { PageState } from '../../topics/PageState.ts'

/** Rows are still on their way: that one is not there says nothing yet. */
export function isArriving({ state }: PageState): boolean {
  return state === 'first paint' || state === 'catching up'
}
