import { useTicking } from '../../ui/Time.ts'
import { readCertificate } from './certificate.ts'
import { pemBlocks } from './pem.ts'

const DAY_MS = 86_400_000

/** From when to when a certificate is valid, where the bytes are one in PEM; nothing otherwise. */
export function CertificateDates({ bytes }: { bytes: Uint8Array }) {
  const [first] = pemBlocks(new TextDecoder().decode(bytes))
  const certificate = first?.label === 'CERTIFICATE' ? readCertificate(first.der) : null
  const days = useTicking((now) => (certificate === null ? 0 : Math.floor((certificate.notAfter - now) / DAY_MS)))
  if (certificate === null) return null
  const [from, to] = [certificate.notBefore, certificate.notAfter].map((at) => new Date(at).toISOString().slice(0, 10))
  return (
    <p className={days < 0 ? 'text-fail-text' : days < 30 ? 'text-attention-text' : 'text-muted'} data-certificate>
      Certificate valid from {from} to {to}: {days < 0 ? 'expired' : `${days} days left`}.
    </p>
  )
}
