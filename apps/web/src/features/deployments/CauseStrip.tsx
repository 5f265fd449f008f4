import { visibleText } from '@binnacle/shared'
import { Quote } from '../../page/Quote.tsx'
import { paths, useView } from '../../paths.ts'
import { Button } from '../../ui/Button.tsx'
import { StatusGlyph } from '../../ui/StatusGlyph.tsx'
import type { DeploymentSeen } from './seen.ts'
import { servingWords } from './servingWords.ts'
import type { StuckCause } from './stuckCause.ts'

/** What stands in the way: ours in words, the cluster's as it says it, and what serves meanwhile. */
export function CauseStrip({ cause, seen }: { cause: StuckCause; seen: DeploymentSeen }) {
  const { set } = useView()
  const { family, meaning, reason, message, pod } = cause
  return (
    <div className="cause" data-family={family} data-cause={cause.kind}>
      <p className="flex flex-wrap items-baseline gap-x-2 gap-y-0.5">
        <span className="min-w-0 [overflow-wrap:anywhere]">{meaning}</span>
        <strong className="font-semibold">{servingWords(seen.deployment, seen.sets)}</strong>
        {pod === null ? null : (
          <Button
            kind="link"
            className="ml-auto"
            onClick={() => set({ peek: paths.peek({ page: 'pods', namespace: pod.namespace, name: pod.name }), at: null })}
          >
            Look into the pod
          </Button>
        )}
      </p>
      {reason === '' && message === '' ? null : (
        <p className="flex items-start gap-2">
          <StatusGlyph family={family} size={12} />
          <span className="min-w-0 line-clamp-3">
            <strong className={`font-mono text-mono font-semibold ${family === 'fail' ? 'text-fail-text' : ''}`}>{visibleText(reason)}</strong>{' '}
            <Quote text={message} />
          </span>
        </p>
      )}
    </div>
  )
}
