import type { ContainerStart } from '../containers/Container.ts'
import { started } from './started.ts'

/** What a command prints and ends with in a container that otherwise pauses, for tests. Time runs for an hour at most. */
export function ran(
  command: readonly string[],
  start: Partial<ContainerStart> & { readonly input?: string } = {},
): { readonly stdout: string; readonly stderr: string; readonly exitCode: number | null } {
  const { clock, container } = started({
    image: 'registry.k8s.io/e2e-test-images/agnhost:2.63.0',
    args: ['netexec', '--http-port=8080'],
    hostname: 'ag',
    ...start,
  })
  clock.advance(1)
  const written = { stdout: '', stderr: '' }
  let exitCode: number | null = null
  const result = container.exec(command, {
    tty: false,
    write: (stream, text) => {
      written[stream] += text
    },
    onExit: (exit) => {
      exitCode = exit.exitCode
    },
  })
  if (!result.ok) return { ...written, stderr: result.message, exitCode: result.exitCode }
  if (start.input !== undefined) result.value.write(start.input)
  result.value.endInput()
  clock.advance(3_600_000)
  return { ...written, exitCode }
}
