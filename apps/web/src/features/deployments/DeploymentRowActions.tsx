import type { CommandName, DeploymentRow } from '@binnacle/shared'
import { CommandButton } from '../../commands/CommandButton.tsx'
import { standingRefusal } from '../../page/standing.ts'
import { useStanding } from '../../page/useRefusal.ts'
import { useLive } from '../../topics/LiveContext.tsx'
import type { AskDeployment, DeploymentWish } from './useDeploymentQuestions.tsx'

type Entry = readonly [words: string, command: CommandName, wish: DeploymentWish]

const wishes = ({ paused }: DeploymentRow): readonly Entry[] => [
  ['Scale', 'deployments.scale', { wish: 'scale', by: 0 }],
  ['Restart', 'deployments.restart', { wish: 'restart' }],
  ['Set image', 'deployments.setImage', { wish: 'image' }],
  paused ? ['Resume', 'deployments.resume', { wish: 'resume' }] : ['Pause', 'deployments.pause', { wish: 'pause' }],
  ['Undo', 'deployments.undo', { wish: 'undo', to: null }],
  ['Delete', 'deployments.delete', { wish: 'delete' }],
]

/** At the end of a row, for the pointer; the keyboard has the keys of the deployment's page. */
export function DeploymentRowActions({ deployment, ask }: { deployment: DeploymentRow; ask: AskDeployment }) {
  const { context } = useLive()
  const standing = useStanding()
  const { namespace, name } = deployment
  return (
    <>
      {wishes(deployment).map(([words, command, wish]) => (
        <CommandButton
          key={command}
          command={command}
          context={context}
          namespace={namespace}
          kind="quiet"
          tabIndex={-1}
          aria-label={`${words} ${name}`}
          refused={standingRefusal(standing, [namespace])}
          onClick={(event) => ask(wish, deployment, event.currentTarget.closest('[role=row]') ?? event.currentTarget)}
        >
          {words}
        </CommandButton>
      ))}
    </>
  )
}
