type Named = { readonly name: string; readonly deletedAt?: number | null }

/** What changed about an object since the question about it was asked; null when it is still the same object and nobody deletes it. */
export type ChangeOf<Row> = (asked: Row, now: Row | undefined, sameName: Row | undefined) => string | null

/** `kind`: what it is called, `pod`; `done`: what did not happen to it, `deleted`. */
export function objectChange({ kind, done }: { readonly kind: string; readonly done: string }): ChangeOf<Named> {
  return (asked, now, sameName) => {
    if (!now && sameName) return `${asked.name} is gone; another ${kind} has its name now. Nothing was ${done}.`
    if (!now) return `${asked.name} is gone already. Nothing was ${done}.`
    if ((asked.deletedAt ?? null) === null && (now.deletedAt ?? null) !== null) return `${asked.name} is being deleted already, by someone else.`
    return null
  }
}
