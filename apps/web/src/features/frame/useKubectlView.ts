import { type KubectlView, kubectlLine } from '@binnacle/shared'
import { useView } from '../../paths.ts'

/** What the page shows, as a line for a terminal: `line` to take along, `shown` without the context, to read. */
export function useKubectlView(): { line: string; shown: string } {
  const { context, namespaces, search, page } = useView()
  const filter = search.q ? { filter: search.q } : {}
  const view: KubectlView =
    page === 'pods' || page === 'events'
      ? { view: 'list', resource: page, namespaces, wide: true, ...filter }
      : { view: 'list', resource: page, wide: page === 'nodes' && search['cols'] === 'wide', ...filter }
  return { line: kubectlLine(view, context), shown: kubectlLine(view, null) }
}
