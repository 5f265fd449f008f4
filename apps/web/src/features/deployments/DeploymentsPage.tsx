import { type DeploymentRow, deploymentFamily } from '@binnacle/shared'
import { type KeyboardEvent, useMemo } from 'react'
import { inNamespaces } from '../../page/inNamespaces.ts'
import { ListPage } from '../../page/ListPage.tsx'
import { counting } from '../../page/Summary.tsx'
import { keptSearch, paths, useView } from '../../paths.ts'
import { DeploymentRowActions } from './DeploymentRowActions.tsx'
import { deploymentColumns } from './deploymentColumns.tsx'
import { wishOfKey } from './deploymentKeys.ts'
import { useDeploymentQuestions } from './useDeploymentQuestions.tsx'

const byName = { column: 'name', descending: false }
const deployments = counting(
  {
    one: 'deployment',
    many: 'deployments',
    families: [
      { family: 'fail', say: (count) => `${count} failing` },
      { family: 'attention', say: (count) => `${count} not fully available` },
      { family: 'progress', say: (count) => `${count} rolling out` },
      { family: 'paused', say: (count) => `${count} paused` },
      { family: 'off', say: (count) => `${count} scaled to 0` },
      { family: 'leaving', say: (count) => `${count} being deleted` },
    ],
  },
  deploymentFamily,
)

export function DeploymentsPage() {
  const { context, namespaces, search, go } = useView()
  const open = ({ namespace, name }: DeploymentRow): void => go(paths.object({ context, page: 'deployments', namespace, name }, keptSearch(search)))
  const { ask, question } = useDeploymentQuestions()
  const actions = useMemo(() => (deployment: DeploymentRow) => <DeploymentRowActions deployment={deployment} ask={ask} />, [ask])
  const onRowKey = (event: KeyboardEvent, deployment: DeploymentRow): boolean => {
    const wish = event.ctrlKey || event.metaKey || event.altKey ? null : wishOfKey(event.key, deployment)
    if (wish === null) return false
    ask(wish, deployment, event.currentTarget.querySelector(`[data-uid="${CSS.escape(deployment.uid)}"]`) ?? event.currentTarget)
    return true
  }
  return (
    <>
      <ListPage
        topic="deployments"
        params={{ namespaces }}
        namespaces={namespaces}
        title="Deployments"
        counting={deployments}
        columns={deploymentColumns}
        sort={byName}
        kubectl={{ view: 'list', resource: 'deployments', namespaces, wide: search['cols'] === 'wide' }}
        empty={`No deployments ${inNamespaces(namespaces)}.`}
        onOpen={open}
        actions={actions}
        onRowKey={onRowKey}
      />
      {question}
    </>
  )
}
