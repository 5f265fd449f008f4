import { ManualClock } from '../clock.ts'
import type { ContainerRuntime, ContainerStart, Exit, RunningContainer } from '../containers/Container.ts'
import { createRuntime, type RuntimeOptions } from '../containers/createRuntime.ts'
import { Random } from '../Random.ts'

export type Started = {
  readonly clock: ManualClock
  readonly runtime: ContainerRuntime
  readonly container: RunningContainer
  readonly output: () => { readonly stdout: string; readonly stderr: string }
  readonly exit: () => Exit | null
}

/** One container on a clock that is moved by hand, for tests; throws where the runtime refuses it. */
export function started(start: Partial<ContainerStart> & { readonly image: string }, options: Partial<RuntimeOptions> = {}): Started {
  const clock = new ManualClock(Date.UTC(2026, 0, 1))
  const runtime = createRuntime({ clock, random: new Random(1), ...options })
  return { clock, runtime, ...startIn(runtime, start) }
}

/** Another container of the same runtime. */
export function startIn(
  runtime: ContainerRuntime,
  start: Partial<ContainerStart> & { readonly image: string },
): Pick<Started, 'container' | 'output' | 'exit'> {
  const written = { stdout: '', stderr: '' }
  let exit: Exit | null = null
  const result = runtime.start({
    command: null,
    args: null,
    env: {},
    workingDir: null,
    hostname: 'web-0',
    podIP: '10.244.0.2',
    volumes: [],
    stdin: false,
    stdinOnce: false,
    tty: false,
    memoryLimitBytes: null,
    serviceAccount: { name: 'system:serviceaccount:default:default', groups: [] },
    streams: {
      tty: start.tty ?? false,
      write: (stream, text) => {
        written[stream] += text
      },
      onExit: (ended) => {
        exit = ended
      },
    },
    ...start,
  })
  if (!result.ok) throw new Error(result.message)
  return { container: result.value, output: () => written, exit: () => exit }
}
