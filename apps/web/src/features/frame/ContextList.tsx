import { useContexts } from '../../commands/useContexts.ts'
import { paths, useView } from '../../paths.ts'
import { PickList } from '../../ui/PickList.tsx'
import { KubectlHere } from './KubectlHere.tsx'

export function ContextList({ onDone }: { onDone: () => void }) {
  const { context, go } = useView()
  const { all, demo } = useContexts()
  const choose = (name: string) => {
    onDone()
    go(paths.page(name, 'pods'))
  }
  return (
    <>
      <PickList
        label="Filter contexts"
        options={all.map(({ name, cluster, user, server, current, simulated }) => ({
          value: name,
          text: name,
          note: simulated
            ? 'simulated by Binnacle, no real cluster'
            : `${server} · ${cluster === user ? user : `${cluster} as ${user}`}${current ? ' · current' : ''}`,
        }))}
        chosen={[context]}
        onChoose={choose}
      />
      {demo?.kubeconfig && demo.name === context && <KubectlHere {...demo.kubeconfig} />}
    </>
  )
}
