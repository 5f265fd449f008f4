/** Lets sockets work until something is so. Fails after 15 s of real time. */
export async function until(isSo: () => boolean, what = isSo.toString()): Promise<void> {
  const end = performance.now() + 15_000
  while (!isSo()) {
    if (performance.now() > end) throw new Error(`never came: ${what}`)
    await new Promise((resolve) => setImmediate(resolve))
  }
}

/** Lets what is under way on the sockets arrive. */
export async function tick(turns = 30): Promise<void> {
  for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => setImmediate(resolve))
}
