import { MAX_RUN_SECONDS, type RunRow } from '@binnacle/shared'
import { useAction } from '../../page/useAction.ts'
import { useRefusal } from '../../page/useRefusal.ts'
import { Button } from '../../ui/Button.tsx'

/** So much more time (seconds) a press gives. */
const MORE = 60

/** Gives a run more time, at once: nothing is lost by it. */
export function ExtendRun({ run: { namespace, name, uid, deadlineSeconds } }: { run: RunRow }) {
  const refusal = useRefusal('jobs.extend', namespace)
  const act = useAction('jobs.extend')
  const longest = deadlineSeconds !== null && deadlineSeconds + MORE > MAX_RUN_SECONDS ? 'A run may take at most one day.' : null
  const extend = () => {
    if (deadlineSeconds !== null) void act({ namespace, name, uid, seen: deadlineSeconds, activeDeadlineSeconds: deadlineSeconds + MORE })
  }
  return (
    <Button disabledReason={refusal ?? longest ?? (deadlineSeconds === null ? 'It has no deadline yet.' : null)} onClick={extend}>
      +{MORE} s
    </Button>
  )
}
