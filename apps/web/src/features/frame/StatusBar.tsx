import { useRead } from '../../commands/useRead.ts'
import { useLive } from '../../topics/LiveContext.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { Kbd } from '../../ui/Kbd.tsx'
import { LiveIndicator } from './LiveIndicator.tsx'
import { useKubectlView } from './useKubectlView.ts'

/** A version that could not be read is asked for again this often (ms): nothing tells when the cluster is back. */
const ASK_AGAIN_MS = 10_000

export function StatusBar() {
  const { context } = useLive()
  const command = useKubectlView()
  const { outcome } = useRead('cluster.version', {}, { context, retryEvery: ASK_AGAIN_MS })
  return (
    <footer className="status-bar">
      <LiveIndicator />
      {outcome?.ok && (
        <span className="min-w-0 truncate" title={`Version of the apiserver: ${outcome.output.gitVersion}`}>
          {outcome.output.gitVersion}
        </span>
      )}
      <span className="grow" />
      {command !== null && (
        <span className="status-command flex min-w-0 items-center gap-2">
          <code className="min-w-0 truncate font-mono text-[11.5px]" title={command.line}>
            {command.shown}
          </code>
          <CopyButton text={command.line} label="Copy this view as kubectl">
            Copy <Kbd>⇧C</Kbd>
          </CopyButton>
        </span>
      )}
    </footer>
  )
}
