import { type ContainerDetail, exitCodeInWords, humanDuration, visiblePieces, visibleText } from '@binnacle/shared'
import { Age } from '../../ui/Age.tsx'
import { Pieces } from '../../ui/Pieces.tsx'
import { Status } from '../../ui/Status.tsx'
import { useTicking } from '../../ui/Time.ts'
import { containerFamily, ranFor, stateWords } from './containerWords.ts'
import { LastRun } from './LastRun.tsx'

const roles: Readonly<Record<ContainerDetail['role'], string>> = { init: 'init', sidecar: 'sidecar', main: '', ephemeral: 'ephemeral' }

type Props = {
  readonly container: ContainerDetail
  /** Its last words stand above already. */
  readonly told: boolean
  readonly onLog: () => void
}

export function ContainerCard({ container, told, onLog }: Props) {
  const state = container.state
  const role = roles[container.role]
  return (
    <li className="flex flex-col rounded-card border border-border bg-surface px-3 py-1.5" data-container={container.name}>
      <div className="flex items-center gap-2">
        <h4 className="min-w-0 truncate font-mono text-mono font-semibold">{container.name}</h4>
        {role === '' ? null : <span className="rounded-full bg-sunken px-1.5 text-meta text-muted">{role}</span>}
        <StateInWords container={container} />
        <button type="button" className="button ml-auto" data-kind="quiet" aria-label={`Log of ${container.name}`} onClick={onLog}>
          Log
        </button>
      </div>
      <p className="truncate font-mono text-mono text-muted" title={visibleText(container.image)}>
        <Pieces pieces={visiblePieces(container.image)} />
      </p>
      <p className="flex flex-wrap gap-x-3 text-muted">
        <span>{container.ready ? 'Ready' : 'Not ready'}</span>
        <span>{container.restarts === 1 ? '1 restart' : `${container.restarts} restarts`}</span>
        {container.ports.length === 0 ? null : <span className="font-mono text-mono">{container.ports.join(', ')}</span>}
      </p>
      {state.state === 'terminated' ? (
        <p>
          Exit code <span className="font-mono text-mono">{state.exitCode}</span>: {exitCodeInWords(state)}
          {ranFor(state) === null ? null : `, after ${humanDuration(ranFor(state) ?? 0)}`}
        </p>
      ) : null}
      {container.last?.state === 'terminated' ? (
        <p>
          <LastRun run={container.last} brief={told} label={state.state === 'terminated' ? 'The run before' : 'Last run'} />
        </p>
      ) : null}
    </li>
  )
}

function StateInWords({ container }: { container: ContainerDetail }) {
  const { text, when } = stateWords(container)
  const family = useTicking((now) => containerFamily(container, now / 1000))
  return (
    <Status family={family} word={visibleText(text)}>
      {when === null ? null : (
        <span className="text-muted">
          {when.how === 'for' ? 'for ' : ''}
          <Age since={when.at} />
          {when.how === 'ago' ? ' ago' : ''}
        </span>
      )}
    </Status>
  )
}
