import type { ScopePart } from '@binnacle/shared'
import { useView } from '../../paths.ts'
import { useTopic } from '../../topics/useTopic.ts'
import { Button } from '../../ui/Button.tsx'
import { type Family, StatusGlyph } from '../../ui/StatusGlyph.tsx'
import { usePageTopic } from './usePageTopic.ts'

const FAMILIES: Readonly<Record<ScopePart['scope']['state'], Family>> = {
  live: 'ok',
  'catching up': 'progress',
  stale: 'fail',
  forbidden: 'attention',
  gone: 'off',
}

/** Watched by the frame on every page. */
const framed: ReadonlySet<string> = new Set(['pods', 'nodes', 'namespaces'])

/** Every watch behind this page: what, where, and whether it holds. */
export function WatchTable() {
  const { namespaces } = useView()
  const page = usePageTopic()
  const pods = useTopic('pods', { namespaces })
  const nodes = useTopic('nodes', {})
  const kinds = useTopic('namespaces', {})
  const watched = [
    ...(framed.has(page.topic) ? [] : [{ topic: page.topic, parts: page.parts }]),
    { topic: 'pods', parts: pods.parts },
    { topic: 'nodes', parts: nodes.parts },
    { topic: 'namespaces', parts: kinds.parts },
  ]
  return (
    <div className="flex flex-col gap-3">
      <table className="watches">
        <caption className="pb-2 text-left font-semibold">Watches of this page</caption>
        <thead>
          <tr>
            <th scope="col">Kind</th>
            <th scope="col">Scope</th>
            <th scope="col">State</th>
          </tr>
        </thead>
        <tbody>
          {watched.flatMap(({ topic, parts }) =>
            parts.map(({ namespace, scope }) => (
              <tr key={`${topic}/${namespace}`}>
                <td>{topic}</td>
                <td>{namespace === '' ? <span className="text-muted">whole cluster</span> : namespace}</td>
                <td>
                  <span className="flex items-center gap-1.5">
                    <StatusGlyph family={FAMILIES[scope.state]} size={12} />
                    {scope.state === 'stale' ? `stale since ${new Date(scope.since).toLocaleTimeString()}` : scope.state}
                  </span>
                  {'failure' in scope && scope.failure && <span className="block max-w-64 text-muted">{scope.failure.message}</span>}
                </td>
              </tr>
            )),
          )}
        </tbody>
      </table>
      <div>
        <Button onClick={page.retry}>Try again what failed</Button>
      </div>
    </div>
  )
}
