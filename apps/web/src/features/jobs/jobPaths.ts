import { paths, type ViewSearch } from '../../paths.ts'

/** The page about one Job; of a run: its monitor. */
export function monitorPath(context: string, { namespace, name }: { readonly namespace: string; readonly name: string }, search: ViewSearch = {}): string {
  return paths.object({ context, page: 'jobs', namespace, name, tab: 'monitor' }, search)
}
