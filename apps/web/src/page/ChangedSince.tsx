import { Button } from '../ui/Button.tsx'

/** The object is not any more what the question was asked about: as it was, as it is, and a way to go on from there. */
export function ChangedSince({ before, after, onLookAgain }: { before: string; after: string; onLookAgain: () => void }) {
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1 rounded-control border border-attention bg-tint-attention px-3 py-2" data-changed-since>
      <dl className="grid min-w-0 grow grid-cols-[auto_1fr] gap-x-3">
        <dt className="text-muted">When you looked</dt>
        <dd className="min-w-0 [overflow-wrap:anywhere]">{before}</dd>
        <dt className="text-muted">Now</dt>
        <dd className="min-w-0 font-semibold [overflow-wrap:anywhere]">{after}</dd>
      </dl>
      <Button onClick={onLookAgain}>Look again</Button>
    </div>
  )
}
