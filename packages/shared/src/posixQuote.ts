/** One word of a POSIX shell line that means exactly this text: bare where that is safe in every shell, else in single quotes. */
export function posixQuote(word: string): string {
  return /^[A-Za-z0-9_./:@,+-][A-Za-z0-9_./:@,+=-]*$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`
}
