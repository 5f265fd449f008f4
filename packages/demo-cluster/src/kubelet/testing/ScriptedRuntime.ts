import type { Clock } from '../../clock.ts'
import type { ContainerRuntime, ContainerStart, Exit, HttpAnswer, Image, RunningContainer } from '../../containers/Container.ts'

/** How a container of a name behaves. */
export type Script = {
  /** Ends by itself after this long. */
  readonly ends?: { readonly after: number; readonly exit: Exit }
  /** What it prints when it starts. */
  readonly prints?: string
  /** Milliseconds from SIGTERM to its end, with 0; never where left out. */
  readonly stopsIn?: number
  /** The runtime refuses to start it, in these words. */
  readonly refuses?: string
  readonly serves?: (port: number, path: string) => HttpAnswer | undefined
  /** What a command run in it prints and ends with, after so long. */
  readonly exec?: (command: readonly string[]) => { readonly output: string; readonly exitCode: number; readonly after?: number }
  readonly files?: Readonly<Record<string, string>>
}

/** A runtime whose containers do what a test says, by the start it was asked for. Remembers what it was asked to start. */
export class ScriptedRuntime implements ContainerRuntime {
  readonly starts: ContainerStart[] = []
  readonly startTimes: number[] = []
  /** How many of them have not ended. */
  running = 0
  readonly missing = new Set<string>()
  readonly #clock: Clock
  readonly #script: (start: ContainerStart, before: number) => Script

  constructor(clock: Clock, script: (start: ContainerStart, before: number) => Script = () => ({ stopsIn: 0 })) {
    this.#clock = clock
    this.#script = script
  }

  image(name: string): Image | null {
    if (this.missing.has(name)) return null
    return { entrypoint: ['/app'], command: [], env: {}, workingDir: '/', sizeBytes: 1234, digest: `sha256:${'ab'.repeat(32)}` }
  }

  start(start: ContainerStart): ReturnType<ContainerRuntime['start']> {
    const before = this.starts.filter(({ image, hostname }) => image === start.image && hostname === start.hostname).length
    this.starts.push(start)
    this.startTimes.push(this.#clock.now())
    const script = this.#script(start, before)
    if (script.refuses !== undefined) return { ok: false, message: script.refuses }
    return { ok: true, value: this.#run(start, script) }
  }

  #run(start: ContainerStart, script: Script): RunningContainer {
    const clock = this.#clock
    let over = false
    const end = (exit: Exit) => {
      if (over) return
      over = true
      this.running--
      start.streams.onExit(exit)
    }
    this.running++
    if (script.prints !== undefined) start.streams.write('stdout', script.prints)
    const { ends } = script
    if (ends) clock.after(ends.after, () => end(ends.exit))
    return {
      kill(signal) {
        if (signal === 'SIGKILL') end({ exitCode: 137, signal: 9 })
        else if (script.stopsIn !== undefined) clock.after(script.stopsIn, () => end({ exitCode: 0 }))
      },
      exec(command, streams) {
        const answer = script.exec?.(command)
        if (!answer)
          return { ok: false, message: `failed to exec in container: exec: "${command[0] ?? ''}": executable file not found in $PATH`, exitCode: 127 }
        clock.after(answer.after ?? 0, () => {
          streams.write('stdout', answer.output)
          streams.onExit({ exitCode: answer.exitCode })
        })
        return { ok: true, value: { write: () => {}, endInput: () => {}, resize: () => {}, leave: () => {} } }
      },
      attach: () => ({ write: () => {}, endInput: () => {}, resize: () => {}, leave: () => {} }),
      serves: (port) => (script.serves?.(port, '/') ? ({ path }) => script.serves?.(port, path) ?? { status: 404, headers: {}, body: '' } : undefined),
      readFile: (path) => script.files?.[path],
    }
  }
}
