/** The rows of a text of `key=value` lines, as of an env file: empty lines and comments are skipped, nothing is unquoted. Null where it is no such text. */
export function pastedLines(text: string): { key: string; value: string }[] | null {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '' && !line.trimStart().startsWith('#'))
  const rows = lines
    .map((line) => /^\s*(?:export\s+)?([^=\s]+)=(.*)$/.exec(line))
    .map((found) => (found ? { key: found[1] ?? '', value: found[2] ?? '' } : null))
  const known = rows.filter((row) => row !== null)
  return known.length > 0 && known.length === rows.length ? known : null
}
