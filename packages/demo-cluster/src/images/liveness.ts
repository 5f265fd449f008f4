import type { Process } from '../containers/Process.ts'
import { never, type Waiting } from '../containers/Wait.ts'
import { plain } from './answers.ts'

/** agnhost's liveness: healthy for ten seconds, then not any more. */
export function* liveness(process: Process): Waiting<number> {
  const { clock } = process.sandbox
  const startedAt = clock.now()
  process.listen(8080, ({ path }) => {
    const seconds = (clock.now() - startedAt) / 1_000
    if (path.startsWith('/started')) return plain(clock, 200, `${seconds}s`)
    if (!path.startsWith('/healthz')) return plain(clock, 404, '404 page not found\n')
    return seconds > 10 ? plain(clock, 500, `error: ${seconds}`) : plain(clock, 200, 'ok')
  })
  for (;;) yield never
}
