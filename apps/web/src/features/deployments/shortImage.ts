/** An image without the way to it: `agnhost:2.63.0`; of a digest its first characters. */
export function shortImage(image: string): string {
  const last = image.slice(image.lastIndexOf('/') + 1)
  return last.replace(/@sha256:([0-9a-f]{7})[0-9a-f]+$/, '@$1…')
}
