import { type ContainerDetail, kubectlLine, LOG_TAIL_LINES, type PodDetail } from '@binnacle/shared'
import type { KeyboardEvent } from 'react'
import { useKubectlCluster } from '../../commands/useKubectlCluster.ts'
import { useLive } from '../../topics/LiveContext.tsx'
import { Toggle } from '../../ui/Toggle.tsx'
import { ContainerGlyph } from './ContainerGlyph.tsx'
import { runOf } from './containerWords.ts'
import { KubectlCopy } from './KubectlCopy.tsx'
import { LogStream } from './LogStream.tsx'
import type { LogLook, SetLogLook } from './logLook.ts'

type Props = {
  readonly pod: PodDetail
  /** Null for a pod without containers. */
  readonly container: ContainerDetail | null
  readonly onContainer: (name: string) => void
  readonly look: LogLook
  readonly onLook: SetLogLook
  readonly deleted: boolean
}

export function LogPane({ pod, container, onContainer, look, onLook, deleted }: Props) {
  const { context } = useLive()
  const cluster = useKubectlCluster(context)
  if (container === null) return null
  const hasPrevious = container.restarts > 0
  const previous = look.previous && hasPrevious
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const keys: Readonly<Record<string, () => void>> = {
      p: () => hasPrevious && onLook({ previous: !previous }),
      w: () => onLook({ wrap: !look.wrap }),
      t: () => onLook({ timestamps: !look.timestamps }),
      f: () => onLook({ tall: !look.tall }),
    }
    const run = keys[event.key]
    if (!run) return
    // Here the keys mean what they mean in k9s' log view, not what they mean on the page.
    event.stopPropagation()
    event.preventDefault()
    run()
  }
  const line = { view: 'logs', namespace: pod.namespace, name: pod.name, container: container.name, previous, tail: LOG_TAIL_LINES, follow: !previous } as const
  return (
    <section aria-label="Logs" className={`peek-logs ${look.tall ? 'peek-logs-tall' : ''}`} onKeyDown={onKeyDown}>
      <div className="flex items-start gap-2 px-3 pt-1.5">
        <h3 className="mt-0.5 font-semibold">Logs</h3>
        <div role="group" aria-label="Container" className="flex flex-wrap gap-1">
          {pod.containers.map((each) => (
            <Toggle key={each.name} on={each.name === container.name} onPress={() => onContainer(each.name)}>
              <ContainerGlyph container={each} />
              <span className="font-mono text-mono">{each.name}</span>
            </Toggle>
          ))}
        </div>
      </div>
      <LogStream key={previous ? `${runOf(container)}/previous` : container.name} {...{ pod, container, previous, look, onLook, deleted }} />
      <KubectlCopy line={kubectlLine(line, null)} copied={kubectlLine(line, cluster)} />
    </section>
  )
}
