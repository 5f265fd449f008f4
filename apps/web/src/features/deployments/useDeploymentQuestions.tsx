import type { DeploymentRow } from '@binnacle/shared'
import { type ReactNode, useCallback, useMemo, useState } from 'react'
import { useAction } from '../../page/useAction.ts'
import { DeleteDeployment } from './DeleteDeployment.tsx'
import { RestartQuestion } from './RestartQuestion.tsx'
import { ScaleDeployment } from './ScaleDeployment.tsx'
import { SetImageQuestion } from './SetImageQuestion.tsx'
import { UndoRevision } from './UndoRevision.tsx'

/** What can be asked about a deployment. `by`: the step that the field begins with. `to`: the revision; null for the one before the current. */
export type DeploymentWish =
  | { readonly wish: 'scale'; readonly by: number }
  | { readonly wish: 'restart' | 'image' | 'delete' | 'pause' | 'resume' }
  | { readonly wish: 'undo'; readonly to: number | null }

export type AskDeployment = (wish: DeploymentWish, deployment: DeploymentRow, anchor: Element | null) => void

type Asked = { readonly wish: DeploymentWish; readonly deployment: DeploymentRow; readonly anchor: Element | null }

/** Doing things to a deployment, from its page or from its row: `ask` opens the question (pausing and resuming ask nothing), `question` is the open one. */
export function useDeploymentQuestions(): { readonly ask: AskDeployment; readonly question: ReactNode } {
  const [asked, setAsked] = useState<Asked | null>(null)
  const pause = useAction('deployments.pause')
  const resume = useAction('deployments.resume')
  const ask = useCallback<AskDeployment>(
    (wish, deployment, anchor) => {
      const { namespace, name, uid } = deployment
      if (wish.wish === 'pause') void pause({ namespace, name, uid })
      else if (wish.wish === 'resume') void resume({ namespace, name, uid })
      else setAsked({ wish, deployment, anchor })
    },
    [pause, resume],
  )
  return useMemo(() => ({ ask, question: asked === null ? null : <Question {...asked} onClose={() => setAsked(null)} /> }), [ask, asked])
}

function Question({ wish, deployment, anchor, onClose }: Asked & { onClose: () => void }) {
  const props = { asked: deployment, anchor, onClose }
  switch (wish.wish) {
    case 'scale':
      return <ScaleDeployment {...props} start={deployment.desired + wish.by} />
    case 'restart':
      return <RestartQuestion {...props} />
    case 'image':
      return <SetImageQuestion {...props} />
    case 'undo':
      return <UndoRevision {...props} to={wish.to} />
    case 'delete':
      return <DeleteDeployment {...props} />
    case 'pause':
    case 'resume':
      return null
    default:
      return wish satisfies never
  }
}
