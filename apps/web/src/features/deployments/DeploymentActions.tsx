import { useRef } from 'react'
import { CommandButton } from '../../commands/CommandButton.tsx'
import { standingRefusal } from '../../page/standing.ts'
import { useStanding } from '../../page/useRefusal.ts'
import { useLive } from '../../topics/LiveContext.tsx'
import { Kbd } from '../../ui/Kbd.tsx'
import { useKeys } from '../../ui/useKeys.ts'
import { wishOfKey } from './deploymentKeys.ts'
import { isArriving } from './isArriving.ts'
import type { DeploymentSeen } from './seen.ts'
import type { AskDeployment, DeploymentWish } from './useDeploymentQuestions.tsx'

type Command =
  | 'deployments.scale'
  | 'deployments.restart'
  | 'deployments.setImage'
  | 'deployments.pause'
  | 'deployments.resume'
  | 'deployments.undo'
  | 'deployments.delete'
type Entry = {
  readonly words: string
  readonly key: string
  readonly shown: string
  readonly command: Command
  readonly wish: DeploymentWish
  readonly why?: string | null
}

/** Everything that can be done to the deployment, each with its key. What cannot be done says why. */
export function DeploymentActions({ seen, ask }: { seen: DeploymentSeen; ask: AskDeployment }) {
  const { context } = useLive()
  const { deployment, revisions, deleted, states } = seen
  const { desired, paused, namespace, name, deletedAt } = deployment
  const standing = useStanding()
  const buttons = useRef<HTMLDivElement>(null)
  const refused = deleted ? `${name} was deleted.` : deletedAt !== null ? `${name} is being deleted.` : standingRefusal(standing, [namespace])
  const previous = revisions.findLast(({ current }) => !current)?.revision ?? null
  const anchorOf = (key: string) => buttons.current?.querySelector(`[data-key="${CSS.escape(key)}"]`) ?? null
  const entries: readonly Entry[] = [
    { words: `Scale ${desired}`, key: '+', shown: '±', command: 'deployments.scale', wish: { wish: 'scale', by: 0 } },
    {
      words: 'Restart',
      key: 'R',
      shown: '⇧R',
      command: 'deployments.restart',
      wish: { wish: 'restart' },
      why: paused ? 'It is paused: resume it first.' : null,
    },
    { words: 'Set image', key: 'i', shown: 'i', command: 'deployments.setImage', wish: { wish: 'image' } },
    paused
      ? { words: 'Resume', key: 'h', shown: 'h', command: 'deployments.resume', wish: { wish: 'resume' } }
      : { words: 'Pause', key: 'h', shown: 'h', command: 'deployments.pause', wish: { wish: 'pause' } },
    {
      words: previous === null ? 'Undo' : `Undo to ${previous}`,
      key: 'U',
      shown: '⇧U',
      command: 'deployments.undo',
      wish: { wish: 'undo', to: previous },
      why: paused
        ? 'It is paused: resume it first.'
        : previous !== null
          ? null
          : isArriving(states.replicaSets)
            ? 'Its revisions are being read.'
            : 'There is no earlier revision.',
    },
    { words: 'Delete', key: 'Delete', shown: 'Del', command: 'deployments.delete', wish: { wish: 'delete' } },
  ]
  const press = (key: string) => {
    const wish = wishOfKey(key, deployment)
    const button = anchorOf(key === '-' ? '+' : key)
    // The button knows whether it may be pressed; only the step of a scale is the key's own.
    if (wish === null || button?.getAttribute('aria-disabled') === 'true') return
    ask(wish.wish === 'undo' ? { wish: 'undo', to: previous } : wish, deployment, button)
  }
  const keys = Object.fromEntries(['+', '-', 'i', 'h', 'Delete', 'Shift+R', 'Shift+U'].map((key) => [key, () => press(key.replace('Shift+', ''))]))
  // Beside a pod that has the keyboard they would be meant for the pod.
  useKeys(keys, () => document.activeElement?.closest('.peek, .tiles') == null)
  return (
    <div ref={buttons} role="toolbar" aria-label={`Actions on ${name}`} className="deployment-actions">
      {entries.map(({ words, key, shown, command, wish, why = null }) => (
        <CommandButton
          key={command}
          data-key={key}
          command={command}
          context={context}
          namespace={namespace}
          kind={command === 'deployments.delete' ? 'danger' : 'plain'}
          refused={refused ?? why}
          title={`${words} (${shown})`}
          aria-keyshortcuts={key.length === 1 && key >= 'A' && key <= 'Z' ? `Shift+${key}` : key}
          onClick={(event) => ask(wish, deployment, event.currentTarget)}
        >
          {words} <Kbd>{shown}</Kbd>
        </CommandButton>
      ))}
    </div>
  )
}
