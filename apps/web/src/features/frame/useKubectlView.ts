import { type KubectlView, kubectlLine } from '@binnacle/shared'
import { useView } from '../../paths.ts'

/** What the page shows, as a line for a terminal: `line` to take along, `shown` without the context, to read. */
export function useKubectlView(): { line: string; shown: string } {
  const { context, namespaces, search, page } = useView()
  const filter = search.q ? { filter: search.q } : {}
  const wide = search['cols'] === 'wide'
  const view: KubectlView =
    page === 'nodes' || page === 'namespaces'
      ? { view: 'list', resource: page, wide: page === 'nodes' && wide, ...filter }
      : { view: 'list', resource: page, namespaces, wide: page === 'pods' || page === 'events' || wide, ...filter }
  return { line: kubectlLine(view, context), shown: kubectlLine(view, null) }
}
