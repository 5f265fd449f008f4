import { fromBase64, textOfBytes, visibleText } from '@binnacle/shared'
import { useMemo } from 'react'
import { useRead } from '../../commands/useRead.ts'
import { useLive } from '../../topics/LiveContext.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { ErrorStrip } from '../../ui/PageStates.tsx'
import type { ConfigDetail } from './ConfigKind.ts'
import { useAgainWhen } from './useAgainWhen.ts'
import { ValueShown } from './ValueShown.tsx'

/** The keys of a ConfigMap and their values, which are no secret. They are read anew for each look and for each version of it. */
export function ConfigMapValues({ row, deleted }: { row: ConfigDetail; deleted: boolean }) {
  const { context } = useLive()
  const { namespace, name, uid } = row
  const { outcome, again } = useRead('configmaps.values', { namespace, name, uid }, { context: deleted ? null : context, fresh: 0 })
  useAgainWhen(row.version, again)
  const values = useMemo(() => new Map((outcome?.ok ? outcome.output.data : []).map(({ key, value }) => [key, fromBase64(value)])), [outcome])
  return (
    <>
      {outcome?.ok === false ? (
        <ErrorStrip cause={visibleText(outcome.failure.message)} code={outcome.failure.code} requestId={outcome.failure.auditId} onRetry={again} />
      ) : null}
      <table className="config-keys card">
        <thead>
          <tr>
            <th scope="col">Key</th>
            <th scope="col">Size</th>
            <th scope="col">Value</th>
          </tr>
        </thead>
        <tbody>
          {row.keys.map(({ name: key, bytes }) => {
            const value = values.get(key)
            const text = value === undefined ? null : textOfBytes(value)
            return (
              <tr key={key} data-key={key}>
                <td className="font-mono text-mono break-all">{key}</td>
                <td className="whitespace-nowrap">{bytes.toLocaleString('en')} bytes</td>
                <td className="w-2/3">
                  <div className="flex items-start gap-2">
                    <div className="min-w-0 grow">{value === undefined ? null : <ValueShown bytes={value} label={`Value of ${key}`} />}</div>
                    {text === null ? null : <CopyButton text={text} label={`Copy the value of ${key}`} />}
                  </div>
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </>
  )
}
