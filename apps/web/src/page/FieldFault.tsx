/** What is wrong with what stands in a field, beside it. The place is kept, so that nothing jumps while somebody types. */
export function FieldFault({ id, fault }: { id: string; fault: string | null }) {
  return (
    <p id={id} aria-live="polite" className="min-h-4 text-meta text-fail-text">
      {fault}
    </p>
  )
}
