import { kubectlCommand } from '@binnacle/shared'
import { useState } from 'react'
import { useKubectlCluster } from '../../commands/useKubectlCluster.ts'
import { useLive } from '../../topics/LiveContext.tsx'
import { Button } from '../../ui/Button.tsx'
import { CommandLine } from '../../ui/PageStates.tsx'
import type { ConfigKind } from './ConfigKind.ts'
import type { Draft } from './Draft.ts'
import { draftData } from './draftData.ts'

type Props = {
  readonly kind: ConfigKind
  readonly named: { readonly namespace: string; readonly name: string }
  readonly immutable: boolean
  readonly draft: Draft
  /** Nothing is wrong with it. */
  readonly ready: boolean
}

/** The same for a terminal, as it is typed; the values of a Secret are masked unless somebody asks for them. */
export function CreateLine({ kind, named, immutable, draft, ready }: Props) {
  const { context } = useLive()
  const cluster = useKubectlCluster(context)
  const [shown, setShown] = useState(false)
  if (!ready) return <p className="text-muted">The kubectl line stands here as soon as nothing above is missing.</p>
  const input = { ...named, immutable, data: draftData(draft) }
  const line =
    kind === 'secrets'
      ? kubectlCommand({ command: 'secrets.create', input: { ...input, type: draft.type, shown } }, cluster)
      : kubectlCommand({ command: 'configmaps.create', input }, cluster)
  return (
    <div className="flex flex-col items-start gap-1" data-line>
      <CommandLine command={line} />
      {kind === 'secrets' ? (
        <Button kind="link" aria-pressed={shown} onClick={() => setShown(!shown)}>
          {shown ? 'Mask the values in the line' : 'Show the values in the line'}
        </Button>
      ) : null}
    </div>
  )
}
