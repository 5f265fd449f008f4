import { age, type PodRow, restartsText } from '@binnacle/shared'
import { Age } from '../../ui/Age.tsx'
import type { Column } from '../../ui/Column.ts'
import { Ticking } from '../../ui/Ticking.tsx'
import { rankOf, settledFamily } from './families.ts'
import { PodName } from './PodName.tsx'
import { PodStatus } from './PodStatus.tsx'

const NONE = '<none>'

/** The columns of `kubectl get pods -o wide`; Namespace where several are shown. */
export const podColumns: readonly Column<PodRow>[] = [
  {
    id: 'namespace',
    title: 'Namespace',
    width: 'minmax(106px, 1fr)',
    text: (pod) => pod.namespace,
    sortKey: (pod) => pod.namespace,
  },
  {
    id: 'name',
    title: 'Name',
    width: 'minmax(218px, 1.2fr)',
    mono: true,
    text: (pod) => pod.name,
    cell: (pod) => <PodName pod={pod} />,
    sortKey: (pod) => pod.name,
  },
  {
    id: 'ready',
    title: 'Ready',
    width: '60px',
    text: (pod) => `${pod.ready}/${pod.containers}`,
    sortKey: (pod) => pod.ready - pod.containers,
  },
  {
    id: 'status',
    title: 'Status',
    width: 'minmax(228px, 1fr)',
    text: (pod) => pod.status,
    cell: (pod) => <PodStatus pod={pod} />,
    // By family: words of one family that alternate must not send the row about.
    sortKey: (pod) => rankOf(pod),
    quiet: (before, after) => settledFamily(before) === settledFamily(after),
  },
  {
    id: 'restarts',
    title: 'Restarts',
    width: '108px',
    text: (pod) => String(pod.restarts),
    cell: (pod) => <Ticking text={(now) => restartsText(pod, now / 1000)} />,
    sortKey: (pod) => pod.restarts,
  },
  {
    id: 'age',
    title: 'Age',
    width: '68px',
    align: 'end',
    text: (pod, now) => age(pod.created, now / 1000),
    cell: (pod) => <Age since={pod.created} />,
    sortKey: (pod) => -pod.created,
  },
  {
    id: 'ip',
    title: 'IP',
    width: 'minmax(120px, 0.3fr)',
    mono: true,
    text: (pod) => pod.ip ?? NONE,
    sortKey: (pod) => ipKey(pod.ip),
  },
  {
    id: 'node',
    title: 'Node',
    // What is left over goes here: the row's actions lie over its end.
    width: 'minmax(110px, 2fr)',
    text: (pod) => pod.node ?? NONE,
    sortKey: (pod) => pod.node ?? '',
  },
  {
    id: 'nominated',
    title: 'Nominated node',
    width: 'minmax(120px, 1fr)',
    wide: true,
    text: (pod) => pod.nominatedNode ?? NONE,
    sortKey: (pod) => pod.nominatedNode ?? '',
  },
  {
    id: 'gates',
    title: 'Readiness gates',
    width: '120px',
    wide: true,
    text: (pod) => pod.readinessGates ?? NONE,
  },
]

/** IPv4 addresses in the order of their numbers. */
function ipKey(ip: string | null): string {
  return ip === null
    ? ''
    : ip
        .split('.')
        .map((part) => part.padStart(3, '0'))
        .join('.')
}
