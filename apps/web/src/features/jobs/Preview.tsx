import { type JobInput, jobManifestYaml, kubectlCommand } from '@binnacle/shared'
import { useKubectlCluster } from '../../commands/useKubectlCluster.ts'
import { useLive } from '../../topics/LiveContext.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'

/** The manifest as it will be sent, and the line that does the same in a terminal. `unready`: how many fields are still to be mended. */
export function Preview({ input, unready }: { input: JobInput; unready: number }) {
  const { context } = useLive()
  const cluster = useKubectlCluster(context)
  const line = kubectlCommand({ command: 'jobs.create', input }, cluster)
  const [short = ''] = kubectlCommand({ command: 'jobs.create', input }, null).split('\n')
  const yaml = jobManifestYaml(input)
  return (
    <section aria-label="What will be sent" className="launch-preview card flex min-w-0 flex-col">
      <header className="flex items-center gap-2 border-b border-border px-3 py-1.5">
        <h2 className="grow font-semibold">What will be sent</h2>
        <CopyButton text={yaml} label="Copy the manifest">
          Copy YAML
        </CopyButton>
      </header>
      {unready > 0 ? (
        <p className="border-b border-border bg-tint-attention px-3 py-1 text-attention-text">
          {unready === 1 ? 'One field is' : `${unready} fields are`} still to be mended.
        </p>
      ) : null}
      <pre className="yaml" tabIndex={0} role="group" aria-label="Manifest as YAML" data-unready={unready > 0 || undefined}>
        {yaml}
      </pre>
      <footer className="flex items-center gap-2 border-t border-border px-3 py-1.5">
        <code className="min-w-0 grow truncate font-mono text-mono text-muted" title={short}>
          {short}
        </code>
        <CopyButton text={line} label="Copy the kubectl command with the manifest">
          Copy command
        </CopyButton>
      </footer>
    </section>
  )
}
