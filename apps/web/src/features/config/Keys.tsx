import { MAX_SHOWN_KEYS } from '@binnacle/shared'
import type { ConfigDetail, ConfigKind } from './ConfigKind.ts'
import { ConfigMapValues } from './ConfigMapValues.tsx'
import { SecretKeys } from './SecretKeys.tsx'

/** The keys, their sizes, and their values as far as they may stand on a screen. */
export function Keys({ kind, row, deleted }: { kind: ConfigKind; row: ConfigDetail; deleted: boolean }) {
  return (
    <section aria-label="Keys" className="flex flex-col gap-2">
      <h2 className="text-section font-semibold">Keys</h2>
      {row.data === 0 ? (
        <p className="text-muted">It has no keys.</p>
      ) : kind === 'secrets' ? (
        <SecretKeys row={row} deleted={deleted} />
      ) : (
        <ConfigMapValues row={row} deleted={deleted} />
      )}
      {row.data > row.keys.length ? (
        <p className="text-muted">
          The first {MAX_SHOWN_KEYS.toLocaleString('en')} of {row.data.toLocaleString('en')} keys.
        </p>
      ) : null}
    </section>
  )
}
