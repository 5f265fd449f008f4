const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const places = new Map(Array.from(ALPHABET).map((letter, place) => [letter, place]))

/** Bytes → base64 with padding. */
export const toBase64 = (bytes: Uint8Array): string => {
  const pieces: string[] = []
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b = 0, c = 0] = bytes.subarray(at, at + 3)
    const four = [a >> 2, ((a & 3) << 4) | (b >> 4), ((b & 15) << 2) | (c >> 6), c & 63].map((place) => ALPHABET.charAt(place)).join('')
    const left = bytes.length - at
    pieces.push(left >= 3 ? four : left === 2 ? `${four.slice(0, 3)}=` : `${four.slice(0, 2)}==`)
  }
  return pieces.join('')
}

/** Base64 (as `DataEntry` accepts it) → bytes. */
export const fromBase64 = (text: string): Uint8Array<ArrayBuffer> => {
  const letters = text.replace(/=+$/, '')
  const bytes = new Uint8Array(Math.floor((letters.length * 3) / 4))
  let held = 0
  let bits = 0
  let at = 0
  for (const letter of letters) {
    held = ((held << 6) | (places.get(letter) ?? 0)) & 0xffff
    bits += 6
    if (bits < 8) continue
    bits -= 8
    bytes[at++] = (held >> bits) & 0xff
  }
  return bytes
}

/** A text as UTF-8. It must be well-formed: half of a surrogate pair has no bytes. */
export const utf8Bytes = (text: string): Uint8Array<ArrayBuffer> => {
  const bytes: number[] = []
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    if (code < 0x80) bytes.push(code)
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 63))
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63))
    else bytes.push(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 63), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63))
  }
  return Uint8Array.from(bytes)
}

/** The text that these bytes are in UTF-8; null when they are none. */
export const textOfBytes = (bytes: Uint8Array): string | null => {
  try {
    return decodeURIComponent(Array.from(bytes, (byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''))
  } catch {
    return null
  }
}
