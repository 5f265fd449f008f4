const begin = performance.now()

/** One line on stderr for the person who waits; stdout holds the result only. */
export function progress(line: string): void {
  process.stderr.write(`${((performance.now() - begin) / 1000).toFixed(0).padStart(4)} s  ${line}\n`)
}
