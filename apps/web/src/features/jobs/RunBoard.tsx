import type { RunRow } from '@binnacle/shared'
import { keptSearch, useView } from '../../paths.ts'
import { Link } from '../../ui/Link.tsx'
import { MiddleTruncated } from '../../ui/MiddleTruncated.tsx'
import { StatusGlyph } from '../../ui/StatusGlyph.tsx'
import { useTicking } from '../../ui/Time.ts'
import { CountdownBar } from './CountdownBar.tsx'
import { monitorPath } from './jobPaths.ts'
import { runFamily } from './runFamily.ts'
import { runWords } from './verdictWords.ts'

/** What runs against the clock now, the one that ends first in front. */
export function RunBoard({ runs }: { runs: readonly RunRow[] }) {
  const live = runs.filter(({ state }) => state !== 'ended').sort((a, b) => endOf(a) - endOf(b) || (a.name < b.name ? -1 : 1))
  if (live.length === 0) return null
  return (
    <ul aria-label="Running now" className="run-board">
      {live.map((run) => (
        <li key={run.uid}>
          <RunTile run={run} />
        </li>
      ))}
    </ul>
  )
}

function endOf({ startedAt, deadlineSeconds, created }: RunRow): number {
  return (startedAt ?? created) + (deadlineSeconds ?? 0)
}

function RunTile({ run }: { run: RunRow }) {
  const { context, search, namespaces } = useView()
  const words = useTicking((now) => runWords(run, now / 1000))
  return (
    <Link href={monitorPath(context, run, keptSearch(search))} className="run-tile" data-run={run.state}>
      <span className="flex min-w-0 items-center gap-1.5">
        <StatusGlyph family={runFamily(run)} />
        <span className="min-w-0 grow font-mono text-mono font-semibold">
          <MiddleTruncated text={run.name} />
        </span>
        {namespaces === '*' || namespaces.length > 1 ? <span className="shrink-0 text-meta text-muted">{run.namespace}</span> : null}
      </span>
      <CountdownBar startedAt={run.startedAt} deadlineSeconds={run.deadlineSeconds} />
      <span className="truncate">{words}</span>
    </Link>
  )
}
