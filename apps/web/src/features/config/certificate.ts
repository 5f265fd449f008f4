import { type Der, derAt, derChildren } from './der.ts'

/** What a page says of a certificate, and the bytes by which its key is known (RSA modulus, or the point of an elliptic curve). */
export type Certificate = { readonly notBefore: number; readonly notAfter: number; readonly key: Uint8Array; readonly isRsa: boolean }

const [CONTEXT_0, SEQUENCE, UTC_TIME] = [0xa0, 0x30, 0x17]
const RSA = '2a864886f70d010101'

/** Reads the first certificate's dates and public key (RFC 5280); null where the bytes are none. Nothing is verified. */
export function readCertificate(der: Uint8Array): Certificate | null {
  const tbs = derChildren(derAt(der, 0)?.content ?? new Uint8Array())[0]
  const fields = tbs?.tag === SEQUENCE ? derChildren(tbs.content) : []
  const [, , , validity, , publicKey] = fields[0]?.tag === CONTEXT_0 ? fields.slice(1) : fields
  const [from, to] = validity ? derChildren(validity.content) : []
  const [algorithm, bits] = publicKey ? derChildren(publicKey.content) : []
  const [notBefore, notAfter] = [timeOf(from), timeOf(to)]
  if (!algorithm || !bits || notBefore === null || notAfter === null) return null
  const isRsa = hex(derChildren(algorithm.content)[0]?.content) === RSA
  // A bit string begins with the number of unused bits.
  const key = bits.content.subarray(1)
  const modulus = isRsa ? derChildren(derAt(key, 0)?.content ?? key)[0]?.content : key
  return { notBefore, notAfter, isRsa, key: modulus ?? key }
}

function timeOf(der: Der | undefined): number | null {
  if (!der) return null
  const text = new TextDecoder().decode(der.content)
  const year = der.tag === UTC_TIME ? `${Number(text.slice(0, 2)) < 50 ? 20 : 19}${text.slice(0, 2)}` : text.slice(0, 4)
  const [, month, day, hour, minute, second] = /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)/.exec(text.slice(der.tag === UTC_TIME ? 2 : 4)) ?? []
  const time = Date.parse(`${year}-${month ?? ''}-${day ?? ''}T${hour ?? ''}:${minute ?? ''}:${second ?? ''}Z`)
  return Number.isNaN(time) ? null : time
}

function hex(bytes: Uint8Array | undefined): string {
  return Array.from(bytes ?? [], (byte) => byte.toString(16).padStart(2, '0')).join('')
}
