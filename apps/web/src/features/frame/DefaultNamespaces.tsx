import { useSessionInfo } from '../../commands/useSessionInfo.ts'
import { paths, useView } from '../../paths.ts'
import { Redirect } from '../../ui/Redirect.tsx'
import { remembered } from './remembered.ts'

/** An address always says which namespaces: those of the last time, else the one that the kubeconfig gives the context, else all. */
export function DefaultNamespaces() {
  const { context, page, search } = useView()
  const session = useSessionInfo()
  if (!session) return null
  const own = session.ok ? session.output.contexts.find(({ name }) => name === context)?.namespace : null
  const ns = remembered.namespaces(context)[0] ?? own ?? '*'
  return <Redirect to={paths.page(context, page, { ns, ...search })} />
}
