import { textOfBytes } from '@binnacle/shared'
import { Button } from '../../ui/Button.tsx'
import { copyText } from '../../ui/CopyButton.tsx'
import { useNotices } from '../../ui/Notices.tsx'
import { useTicking } from '../../ui/Time.ts'
import { CertificateDates } from './CertificateDates.tsx'
import type { ConfigDetail } from './ConfigKind.ts'
import { Refused } from './Refused.tsx'
import { type Revealed, useReveal } from './useReveal.ts'
import { ValueShown } from './ValueShown.tsx'

const DELETED = 'It is deleted: its values cannot be read any more.'

/** The keys of a Secret, masked. One value at a time can be looked at, for 30 seconds, and each look is on Binnacle's audit log. */
export function SecretKeys({ row, deleted }: { row: ConfigDetail; deleted: boolean }) {
  const { revealed, reveal, extend, hide, read } = useReveal(row)
  const notices = useNotices()
  const copy = async (key: string): Promise<void> => {
    const value = await read(key)
    if (!value.ok) return void notices.show({ tone: 'fail', text: `${key} was not copied: ${value.failure.message}` })
    const text = textOfBytes(value.output)
    if (text === null) return void notices.show({ tone: 'fail', text: `${key} was not copied: its bytes are no text.` })
    await copyText(text).then(
      () => notices.show({ tone: 'ok', text: `Copied the value of ${key}. It is on the clipboard until you copy something else.` }),
      () => notices.show({ tone: 'fail', text: 'The browser did not allow copying.' }),
    )
  }
  return (
    <>
      <table className="config-keys card">
        <thead>
          <tr>
            <th scope="col">Key</th>
            <th scope="col">Size</th>
            <th scope="col">Value</th>
            <th scope="col">
              <span className="sr-only">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {row.keys.map(({ name, bytes }) => (
            <tr key={name} data-key={name}>
              <td className="font-mono text-mono break-all">{name}</td>
              <td className="whitespace-nowrap">{bytes.toLocaleString('en')} bytes</td>
              <td className="w-1/2">
                <Value name={name} bytes={bytes} revealed={revealed} onExtend={extend} />
              </td>
              <td className="config-keys-actions">
                {revealed.state === 'shown' && revealed.key === name ? (
                  <Button kind="quiet" onClick={hide} aria-label={`Hide ${name}`}>
                    Hide
                  </Button>
                ) : (
                  <Button kind="quiet" onClick={() => void reveal(name)} disabledReason={deleted ? DELETED : null} aria-label={`Reveal ${name}`}>
                    Reveal
                  </Button>
                )}
                <Button kind="quiet" onClick={() => void copy(name)} disabledReason={deleted ? DELETED : null} aria-label={`Copy the value of ${name}`}>
                  Copy
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="text-meta text-muted">
        Values are encoded in the cluster, not encrypted: whoever may get this secret can read them. Each look and each copy leaves a line on Binnacle’s audit
        log.
      </p>
    </>
  )
}

function Value({ name, bytes, revealed, onExtend }: { name: string; bytes: number; revealed: Revealed; onExtend: () => void }) {
  if (revealed.state === 'hidden' || revealed.key !== name)
    return bytes === 0 ? <span className="text-muted">(empty)</span> : <span aria-label="hidden">••••••••</span>
  switch (revealed.state) {
    case 'asking':
      return <span className="text-muted">reading…</span>
    case 'refused':
      return <Refused failure={revealed.failure} />
    case 'shown':
      return (
        <div className="flex flex-col items-start gap-1">
          <ValueShown bytes={revealed.bytes} label={`Value of ${name}`} />
          <CertificateDates bytes={revealed.bytes} />
          <span className="flex items-center gap-1 text-meta text-muted">
            <Left until={revealed.until} />
            <Button kind="link" onClick={onExtend}>
              30 s more
            </Button>
          </span>
        </div>
      )
    default:
      return revealed satisfies never
  }
}

function Left({ until }: { until: number }) {
  const seconds = useTicking((now) => Math.max(0, Math.ceil((until - now) / 1000)))
  return <span>hidden again in {seconds} s</span>
}
