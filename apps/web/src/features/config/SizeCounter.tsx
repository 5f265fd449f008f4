import { MAX_DATA_BYTES } from '@binnacle/shared'
import type { Draft } from './Draft.ts'
import { draftBytes } from './draftData.ts'

/** How much of what the cluster takes the values have used up. */
export function SizeCounter({ draft, fault }: { draft: Draft; fault: string | null }) {
  const bytes = draftBytes(draft)
  return (
    <>
      <output className={`ml-auto text-meta ${bytes > MAX_DATA_BYTES ? 'text-fail-text' : 'text-muted'}`} data-size>
        {bytes.toLocaleString('en')} of {MAX_DATA_BYTES.toLocaleString('en')} bytes
      </output>
      {fault === null ? null : (
        <p className="basis-full text-fail-text" data-fault>
          {fault}
        </p>
      )}
    </>
  )
}
