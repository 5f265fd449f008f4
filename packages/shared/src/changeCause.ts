import { utf8Bytes } from './base64.ts'
import { MAX_CHANGE_CAUSE } from './workloadRows.ts'

/** The annotation in which `kubectl rollout history` looks for the cause of a revision. */
export const CHANGE_CAUSE = 'kubernetes.io/change-cause'

/** One line of at most 1 KiB in UTF-8: control characters become spaces, what is too long ends in `…`. */
export function changeCause(text: string): string {
  const line = text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim()
  if (utf8Bytes(line).length <= MAX_CHANGE_CAUSE) return line
  const kept: string[] = []
  let left = MAX_CHANGE_CAUSE - utf8Bytes('…').length
  for (const character of line) {
    left -= utf8Bytes(character).length
    if (left < 0) break
    kept.push(character)
  }
  return `${kept.join('').trimEnd()}…`
}

/** The cause that an undo writes: where the template came from, and why that revision was made if anybody said so. */
export function undoCause(revision: number, cause: string | null): string {
  return changeCause(cause ? `undo to revision ${revision} (${cause})` : `undo to revision ${revision}`)
}

/** The cause of new images where nobody gives another. */
export function imagesCause(images: readonly { readonly container: string; readonly image: string }[]): string {
  return changeCause(`set image ${images.map(({ container, image }) => `${container}=${image}`).join(' ')}`)
}
