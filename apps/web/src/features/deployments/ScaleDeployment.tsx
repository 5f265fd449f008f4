import { ScaleQuestion } from '../../page/ScaleQuestion.tsx'
import type { QuestionProps } from './questionProps.ts'
import { useAskedDeployment } from './useAskedDeployment.ts'

export function ScaleDeployment({ asked, anchor, start, onClose }: QuestionProps & { start: number }) {
  const { now, gone, silent } = useAskedDeployment(asked)
  return <ScaleQuestion command="deployments.scale" asked={asked} now={now} anchor={anchor} start={start} obstacle={gone} silent={silent} onClose={onClose} />
}
