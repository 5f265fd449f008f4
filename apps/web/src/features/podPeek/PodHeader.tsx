import { type Family, type PodDetail, podFamily, restartsText, visibleText } from '@binnacle/shared'
import type { ReactNode } from 'react'
import { Age } from '../../ui/Age.tsx'
import { Status } from '../../ui/Status.tsx'
import { Ticking } from '../../ui/Ticking.tsx'
import { useTicking } from '../../ui/Time.ts'

/** The family now: time alone can change it. */
export const useFamily = (pod: PodDetail): Family => useTicking((now) => podFamily(pod.row, now / 1000))

export function PodFacts({ pod, family, deleted }: { pod: PodDetail; family: Family; deleted: boolean }) {
  const { row } = pod
  return (
    <div className="flex flex-col gap-2 px-4 pb-2.5">
      <p className="flex flex-wrap items-center gap-x-4">
        <Status family={family} word={visibleText(row.status)} />
        <span>
          <span className="text-muted">Ready</span> {row.ready}/{row.containers}
        </span>
        <span>
          <span className="text-muted">Restarts</span> <Ticking text={(now) => restartsText(row, now / 1000)} />
        </span>
      </p>
      {row.deletedAt === null || deleted ? null : (
        <p className="text-muted">
          <Ticking text={(now) => endingText(row.deletedAt ?? 0, now / 1000)} />
        </p>
      )}
      <dl className="grid grid-cols-[repeat(auto-fit,minmax(170px,1fr))] gap-x-4 gap-y-0.5">
        <Fact name="Node" value={row.node ?? '<none>'} />
        <Fact name="IP" value={row.ip ?? '<none>'} mono />
        <Fact name="QoS" value={pod.qos === '' ? '<none>' : pod.qos} />
        <Fact name="Age" value={<Age since={pod.created} />} />
        <Fact name="Owner" wide value={row.controller === null ? '<none>' : <Owner kind={row.controller.kind} name={row.controller.name} />} />
      </dl>
    </div>
  )
}

const endingText = (deadline: number, now: number): string => {
  const left = Math.ceil(deadline - now)
  return left > 0 ? `Asked to end; it has ${left} s left to do so.` : `Its time to end was over ${Math.max(0, -left)} s ago.`
}

function Owner({ kind, name }: { kind: string; name: string }) {
  return (
    <>
      {kind}{' '}
      <span className="font-mono text-mono" title={name}>
        {name}
      </span>
    </>
  )
}

function Fact({ name, value, mono = false, wide = false }: { name: string; value: ReactNode; mono?: boolean; wide?: boolean }) {
  const empty = value === '<none>'
  return (
    <div className={`flex min-w-0 gap-2 ${wide ? 'col-span-full' : ''}`}>
      <dt className="w-14 shrink-0 text-muted">{name}</dt>
      <dd
        title={typeof value === 'string' ? value : undefined}
        className={`min-w-0 truncate ${mono ? 'font-mono text-mono' : ''} ${empty ? 'text-muted' : ''}`}
      >
        {value}
      </dd>
    </div>
  )
}
