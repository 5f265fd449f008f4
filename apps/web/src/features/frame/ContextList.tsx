import { useSessionInfo } from '../../commands/useSessionInfo.ts'
import { paths, useView } from '../../paths.ts'
import { PickList } from '../../ui/PickList.tsx'

export function ContextList({ onDone }: { onDone: () => void }) {
  const { context, go } = useView()
  const session = useSessionInfo()
  const contexts = session?.ok ? session.output.contexts : []
  const choose = (name: string) => {
    onDone()
    go(paths.page(name, 'pods'))
  }
  return (
    <PickList
      label="Filter contexts"
      options={contexts.map(({ name, cluster, user, server, current, simulated }) => ({
        value: name,
        text: name,
        note: simulated
          ? 'simulated by Binnacle, no real cluster'
          : `${server} · ${cluster === user ? user : `${cluster} as ${user}`}${current ? ' · current' : ''}`,
      }))}
      chosen={[context]}
      onChoose={choose}
    />
  )
}
