/** One block of a PEM text. */
export type PemBlock = { readonly label: string; readonly der: Uint8Array }

const BLOCK = /-----BEGIN ([A-Z0-9 ]+)-----([\s\S]*?)-----END \1-----/g

/** The blocks of a PEM text (RFC 7468), in their order; one whose content is no base64 has no bytes. */
export function pemBlocks(text: string): PemBlock[] {
  return [...text.matchAll(BLOCK)].map(([, label = '', body = '']) => ({ label, der: bytesOf(body) }))
}

function bytesOf(body: string): Uint8Array {
  try {
    return Uint8Array.from(atob(body.replace(/^[\w-]+:.*$/gm, '').replace(/\s+/g, '')), (byte) => byte.charCodeAt(0))
  } catch {
    return new Uint8Array()
  }
}
