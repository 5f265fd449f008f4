import { useKubectlCluster } from '../../commands/useKubectlCluster.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { lineFor } from './lineFor.ts'

/** The same for a terminal: its first line to read, the whole to take along. */
export function ApplyLine({ asked, context }: { asked: Parameters<typeof lineFor>[0]; context: string }) {
  const cluster = useKubectlCluster(context)
  const [first = ''] = lineFor(asked, null).split('\n', 1)
  return (
    <div className="apply-line">
      <code className="min-w-0 grow truncate" title={first}>
        {first}
      </code>
      <CopyButton text={lineFor(asked, cluster)} label="Copy as kubectl, with the text" />
    </div>
  )
}
