import type { Container } from '../kinds.ts'
import type { Attempt } from './Attempt.ts'

const MAX_CHARACTERS = 4096
const MAX_LOG_CHARACTERS = 2048
const MAX_LOG_LINES = 80

/** What a container left in its termination message file, or, where its policy says so and it failed, the end of its log. */
export function terminationMessage(container: Container | undefined, { log, running }: Attempt, exitCode: number): string {
  const written = running?.readFile(container?.terminationMessagePath ?? '/dev/termination-log') ?? ''
  if (written !== '' || exitCode === 0 || container?.terminationMessagePolicy !== 'FallbackToLogsOnError') return written.slice(0, MAX_CHARACTERS)
  const lines = log.lines.slice(-MAX_LOG_LINES).map(({ text }) => `${text}\n`)
  return lines.join('').slice(-MAX_LOG_CHARACTERS)
}
