import type { RunRow } from '@binnacle/shared'
import { keptSearch, paths, useView } from '../../paths.ts'
import { Button } from '../../ui/Button.tsx'
import { ofRun } from './JobDraft.ts'
import { keptDrafts } from './keptDrafts.ts'

/** Opens the launch form filled in as for this run. */
export function RunAgain({ run, kind = 'plain' }: { run: RunRow; kind?: 'plain' | 'quiet' | 'primary' }) {
  const { context, search, go } = useView()
  return (
    <Button
      kind={kind}
      aria-label={kind === 'quiet' ? `Run ${run.name} again` : undefined}
      onClick={() => {
        keptDrafts.write(context, ofRun(run))
        go(paths.create(context, 'jobs', keptSearch(search)))
      }}
    >
      Run again
    </Button>
  )
}
