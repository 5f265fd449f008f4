/** One element of DER: its tag, its content, and itself with its header. */
export type Der = { readonly tag: number; readonly content: Uint8Array; readonly end: number }

/** The element that begins at `from`; null where there is none that fits. */
export function derAt(bytes: Uint8Array, from: number): Der | null {
  const tag = bytes[from]
  const first = bytes[from + 1]
  if (tag === undefined || first === undefined) return null
  const more = first < 0x80 ? 0 : first & 0x7f
  if (more > 4 || first === 0x80) return null
  let length = first
  if (more > 0) length = bytes.subarray(from + 2, from + 2 + more).reduce((sum, byte) => sum * 256 + byte, 0)
  const start = from + 2 + more
  return start + length > bytes.length ? null : { tag, content: bytes.subarray(start, start + length), end: start + length }
}

/** The elements within one; what does not fit ends the list. */
export function derChildren(content: Uint8Array): Der[] {
  const children: Der[] = []
  for (let child = derAt(content, 0); child !== null; child = derAt(content, child.end)) children.push(child)
  return children
}
