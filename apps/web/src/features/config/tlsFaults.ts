import { readCertificate } from './certificate.ts'
import type { DraftRow } from './Draft.ts'
import { type PemBlock, pemBlocks } from './pem.ts'

/** What speaks against a certificate and a key, by the field of their rows. Not whether anybody trusts them: that is for whoever connects. */
export function tlsFaults(rows: readonly DraftRow[]): [string, string][] {
  const [certificate, key] = [rowOf(rows, 'tls.crt'), rowOf(rows, 'tls.key')]
  if (!certificate || !key) return []
  const faults: [string, string][] = []
  const certificates = pemBlocks(certificate.text)
  const keys = pemBlocks(key.text)
  const wrong = certificateFault(certificates) ?? (certificates[0] && readCertificate(certificates[0].der) === null ? UNREADABLE : null)
  if (wrong !== null) faults.push([`value:${certificate.id}`, wrong])
  const wrongKey = keyFault(keys) ?? (wrong === null && isOther(certificates, keys) ? 'This key does not belong to the certificate.' : null)
  if (wrongKey !== null) faults.push([`value:${key.id}`, wrongKey])
  return faults
}

const UNREADABLE = 'The certificate cannot be read: something of it is missing or changed.'

function certificateFault(blocks: readonly PemBlock[]): string | null {
  const [first] = blocks
  if (!first) return 'A certificate in PEM is needed: it begins with -----BEGIN CERTIFICATE-----.'
  if (first.label.includes('PRIVATE KEY')) return 'This is a private key; here belongs the certificate.'
  return first.label === 'CERTIFICATE' ? null : `This is PEM of a ${first.label.toLowerCase()}, not of a certificate.`
}

function keyFault(blocks: readonly PemBlock[]): string | null {
  const found = blocks.find(({ label }) => label.endsWith('PRIVATE KEY'))
  if (!found && blocks[0]?.label === 'CERTIFICATE') return 'This is a certificate; here belongs its private key.'
  if (!found) return 'A private key in PEM is needed: it begins with -----BEGIN PRIVATE KEY-----, or RSA or EC before PRIVATE.'
  if (found.label.startsWith('ENCRYPTED')) return 'This key is encrypted with a passphrase; nothing in the cluster could open it.'
  return found.der.length === 0 ? 'The key cannot be read: something of it is missing or changed.' : null
}

/** An RSA key holds the modulus of its certificate. Of other keys nobody can tell without calculating. */
function isOther(certificates: readonly PemBlock[], keys: readonly PemBlock[]): boolean {
  const certificate = certificates[0] && readCertificate(certificates[0].der)
  const key = keys.find(({ label }) => label.endsWith('PRIVATE KEY'))
  return certificate?.isRsa === true && key !== undefined && !contains(key.der, certificate.key)
}

function contains(bytes: Uint8Array, part: Uint8Array): boolean {
  const [first] = part
  if (first === undefined) return false
  for (let at = bytes.indexOf(first); at !== -1; at = bytes.indexOf(first, at + 1)) {
    if (part.every((byte, index) => bytes[at + index] === byte)) return true
  }
  return false
}

function rowOf(rows: readonly DraftRow[], key: string): { id: number; text: string } | null {
  const row = rows.find((each) => each.key === key)
  if (!row || row.value.from === 'kept') return null
  return { id: row.id, text: row.value.from === 'text' ? row.value.text : new TextDecoder().decode(row.value.bytes) }
}
