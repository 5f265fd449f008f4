import { type ConfigUser, type Controller, kubectlCommand } from '@binnacle/shared'
import { useRef, useState } from 'react'
import { useKubectlCluster } from '../../commands/useKubectlCluster.ts'
import { ActionDialog } from '../../page/ActionDialog.tsx'
import { useAction } from '../../page/useAction.ts'
import { useRefusal } from '../../page/useRefusal.ts'
import { useView } from '../../paths.ts'
import { useLive } from '../../topics/LiveContext.tsx'
import { Button } from '../../ui/Button.tsx'
import { type ConfigKind, words } from './ConfigKind.ts'

/** Pods that were started before the last change and keep the values of then, with whom to restart. Mounted files follow by themselves. */
export function KeepsOld({ kind, users }: { kind: ConfigKind; users: readonly ConfigUser[] }) {
  const old = users.filter(({ keeps }) => keeps === 'old')
  const unknown = users.filter(({ keeps }) => keeps === 'unknown').length
  const mounted = users.some(({ uses }) => uses.some(({ how, follows }) => how === 'volume' && follows))
  const owners = [...new Map(old.flatMap(({ owner }) => (owner?.kind === 'Deployment' ? [[owner.uid, owner] as const] : []))).values()]
  const bare = old.filter(({ owner }) => owner === null).length
  const { one } = words[kind]
  return (
    <>
      {old.length === 0 ? null : (
        <div role="status" className="card flex flex-col gap-2 px-3 py-2" data-keeps-old={old.length}>
          <p>
            {old.length === 1 ? '1 pod keeps' : `${old.length} pods keep`} the old value until restarted: {old.length === 1 ? 'it was' : 'they were'} started
            before this {one} last changed, and what a container gets as environment (or by subPath) it keeps.
            {bare === 0
              ? ''
              : ` ${bare === 1 ? '1 of them has no controller' : `${bare} of them have no controller`}: delete and create ${bare === 1 ? 'it' : 'them'} anew.`}
          </p>
          {owners.length === 0 ? null : (
            <div className="flex flex-wrap gap-2">
              {owners.map((owner) => (
                <Restart key={owner.uid} deployment={owner} why={`${one} changed`} />
              ))}
            </div>
          )}
        </div>
      )}
      {unknown === 0 ? null : (
        <p className="text-muted">
          Of {unknown === 1 ? '1 pod' : `${unknown} pods`} nobody can tell: started within the second of the change, or when it changed is not known.
        </p>
      )}
      {mounted ? <p className="text-muted">Mounted files follow a change by themselves, in about a minute.</p> : null}
    </>
  )
}

function Restart({ deployment: { name, uid }, why }: { deployment: Controller; why: string }) {
  const { context } = useLive()
  const cluster = useKubectlCluster(context)
  const { shown } = useView()
  const namespace = shown.view === 'object' ? shown.namespace : ''
  const [asking, setAsking] = useState(false)
  const anchor = useRef<HTMLSpanElement>(null)
  const restart = useAction('deployments.restart')
  const refusal = useRefusal('deployments.restart', namespace)
  const input = { namespace, name, uid, cause: `restart: ${why}` }
  return (
    <span ref={anchor}>
      <Button disabledReason={refusal} onClick={() => setAsking(true)}>
        Restart {name}
      </Button>
      {asking ? (
        <ActionDialog
          tier="popover"
          anchor={anchor}
          title={`Restart ${name}?`}
          confirm={`Restart ${name}`}
          kind="primary"
          consequences="Its pods are replaced by new ones, one after another, which start with the values of now."
          lines={[kubectlCommand({ command: 'deployments.restart', input }, cluster)]}
          obstacle={refusal}
          onCancel={() => setAsking(false)}
          onConfirm={() => restart(input, { notice: 'refusals elsewhere' })}
          onDone={() => setAsking(false)}
        />
      ) : null}
    </span>
  )
}
