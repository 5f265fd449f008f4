import { type KubectlView, kubectlLine } from '@binnacle/shared'
import { useToldCluster } from '../../commands/useKubectlCluster.ts'
import { type Page, type Shown, useView } from '../../paths.ts'

/** What the page shows, as a line for a terminal: `line` to take along, `shown` without the cluster, to read. Null for a page that shows nothing of the cluster by itself, and while no line could name it. */
export function useKubectlView(): { line: string; shown: string } | null {
  const { context, namespaces, search, page, shown } = useView()
  const cluster = useToldCluster(context)
  const filter = search.q ? { filter: search.q } : {}
  const wide = search['cols'] === 'wide'
  if (page === 'apply' || cluster === null) return null
  const view: KubectlView =
    objectView(page, shown) ??
    (page === 'nodes' || page === 'namespaces'
      ? { view: 'list', resource: page, wide: page === 'nodes' && wide, ...filter }
      : { view: 'list', resource: page, namespaces, wide: page === 'pods' || page === 'events' || wide, ...filter })
  return { line: kubectlLine(view, cluster), shown: kubectlLine(view, null) }
}

/** What a page about one object shows; null where it is a list. */
function objectView(page: Page, shown: Shown): KubectlView | null {
  if (shown.view !== 'object') return null
  const { namespace, name, tab } = shown
  // `-o yaml` of a Secret would print its values.
  if (page === 'secrets') return { view: 'describe', resource: 'secret', namespace, name }
  if (page === 'configmaps') return { view: 'yaml', resource: 'configmap', namespace, name }
  if (page === 'jobs') return { view: 'describe', resource: 'job', namespace, name }
  if (page !== 'deployments') return null
  if (tab === 'history') return { view: 'rollout history', namespace, name }
  return tab === 'events' ? { view: 'events', resource: 'deployment', namespace, name, watch: true } : { view: 'rollout status', namespace, name, watch: true }
}
