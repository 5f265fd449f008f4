import { type PodDetail, visibleText } from '@binnacle/shared'
import type { ReactNode } from 'react'
import { Age } from '../../ui/Age.tsx'

export function Details({ pod }: { pod: PodDetail }) {
  return (
    <dl className="flex flex-col gap-0.5">
      <Detail name="Service account">{pod.serviceAccount === '' ? '<none>' : pod.serviceAccount}</Detail>
      <Detail name="Host IP">
        <span className="font-mono text-mono">{pod.hostIP ?? '<none>'}</span>
      </Detail>
      <Detail name="Pod IPs">
        <span className="font-mono text-mono">{pod.podIPs.length === 0 ? '<none>' : pod.podIPs.join(', ')}</span>
      </Detail>
      <Detail name="Accepted by its node">{pod.startedAt === null ? '<none>' : <Age since={pod.startedAt} />}</Detail>
      <Detail name="Time to end">{pod.gracePeriodSeconds === null ? '<none>' : `${pod.gracePeriodSeconds} s`}</Detail>
      <Detail name="Labels">
        {pod.labels.length === 0 ? (
          '<none>'
        ) : (
          <ul className="font-mono text-mono">
            {pod.labels.map(([key, value]) => (
              <li key={key} className="break-all">
                {visibleText(`${key}=${value}`)}
              </li>
            ))}
          </ul>
        )}
      </Detail>
    </dl>
  )
}

function Detail({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex gap-3">
      <dt className="w-36 shrink-0 text-muted">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </div>
  )
}
