/** One word as it is written between others: bare where that is safe in every shell, else in single quotes. `splitCommand` reads it back. */
export function quoteWord(word: string): string {
  return /^[A-Za-z0-9_./:@,+-][A-Za-z0-9_./:@,+=-]*$/.test(word) ? word : singleQuoted(word)
}

function singleQuoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}
