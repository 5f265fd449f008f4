import type { Namespaces } from '@binnacle/shared'
import { formatNamespaces, parseNamespaces, useView } from '../../paths.ts'
import { useRows } from '../../topics/useRows.ts'
import { useTopic } from '../../topics/useTopic.ts'
import { PickList } from '../../ui/PickList.tsx'
import type { Option } from '../../ui/PickOption.tsx'
import { remembered } from './remembered.ts'

const ALL = '*'

export function NamespaceList({ onDone }: { onDone: () => void }) {
  const { context, namespaces, set } = useView()
  const topic = useTopic('namespaces', {})
  const rows = useRows(topic.collection)
  const listable = topic.state.state !== 'forbidden'

  const choose = (ns: string) => {
    remembered.addNamespaces(context, ns)
    set({ ns })
  }
  const toggle = (name: string) => {
    if (name === ALL) return choose(ALL)
    const before = namespaces === ALL ? [] : namespaces
    const after = before.includes(name) ? before.filter((other) => other !== name) : [...before, name]
    choose(after.length === 0 ? ALL : after.join(','))
  }
  const close = (ns: string) => {
    onDone()
    choose(ns)
  }
  return (
    <PickList
      label={listable ? 'Filter namespaces' : 'Name of a namespace'}
      options={optionsOf(
        rows.map((row) => row.name),
        { context, namespaces },
      )}
      chosen={namespaces === ALL ? [ALL] : namespaces}
      onChoose={close}
      onToggle={toggle}
      onText={close}
      textWords={(text) => `Open namespace ${text}`}
      {...(listable ? {} : { note: 'You may not list namespaces. Type the name of one.' })}
    />
  )
}

/** All, then the recent choices with their keys, then every namespace by name. */
function optionsOf(names: readonly string[], { context, namespaces }: { context: string; namespaces: Namespaces }): Option[] {
  const recents = remembered.namespaces(context)
  const keyOf = (value: string) => {
    const at = recents.indexOf(value)
    return at < 0 ? {} : { hint: String(at + 1) }
  }
  const every = new Set([...names, ...(namespaces === ALL ? [] : namespaces), ...recents.flatMap((ns) => toNames(ns))])
  const several = recents.filter((ns) => ns.includes(','))
  return [
    { value: ALL, text: 'All namespaces', hint: '0' },
    ...several.map((ns) => ({ value: formatNamespaces(parseNamespaces(ns)), text: ns.replaceAll(',', ', '), ...keyOf(ns) })),
    ...[...every].sort().map((name) => ({ value: name, text: name, ...keyOf(name) })),
  ]
}

function toNames(ns: string): readonly string[] {
  const namespaces = parseNamespaces(ns)
  return namespaces === ALL ? [] : namespaces
}
