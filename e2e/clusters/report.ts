/** Tells the person who waits what is being done; stdout stays free for the answer. */
export function report(line: string): void {
  process.stderr.write(`${line}\n`)
}
