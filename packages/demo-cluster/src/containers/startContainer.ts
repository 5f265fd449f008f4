import type { Clock } from '../clock.ts'
import type { ImageContent } from '../images/ImageContent.ts'
import type { Random } from '../Random.ts'
import type { Connected, ContainerStart, Exit, RunningContainer, Streams } from './Container.ts'
import { type Descriptor, nullDevice, sink } from './Descriptor.ts'
import type { Layer } from './Files.ts'
import { Pipe } from './Pipe.ts'
import type { PodNetworks } from './PodNetworks.ts'
import { Sandbox, standard } from './Sandbox.ts'
import { systemFiles } from './systemFiles.ts'
import { Terminal } from './Terminal.ts'

type Node = { readonly layer: Layer; readonly clock: Clock; readonly random: Random; readonly networks: PodNetworks }
type Started = { readonly ok: true; readonly value: RunningContainer } | { readonly ok: false; readonly message: string }

const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'

/** Lays a pod's command, environment and volumes over an image and starts its main process, or says in runc's words why it cannot. */
export function startContainer(node: Node, start: ContainerStart, content: ImageContent): Started {
  const argv = commandOf(start, content)
  const env = { PATH, HOSTNAME: start.hostname, ...(start.tty ? { TERM: 'xterm' } : {}), ...content.env, ...start.env, HOME: start.env['HOME'] ?? '/root' }
  const cwd = start.workingDir ?? content.workingDir ?? '/'
  const watchers = new Set<Streams>()
  const sandbox = new Sandbox({ ...node, start, programs: content.programs, flavour: content.flavour ?? 'gnu', env, onEnd: (exit) => ended(exit) })
  systemFiles(sandbox)
  const [command = ''] = argv
  const found = sandbox.find(command, { cwd, path: env.PATH })
  if (!found.ok) return { ok: false, message: cannotStart(command, found.why) }
  sandbox.files.addDirectory(cwd)

  const ended = (exit: Exit): void => {
    node.networks.leave(sandbox)
    start.streams.onExit(exit)
    const told = [...watchers]
    watchers.clear()
    for (const streams of told) streams.onExit(exit)
  }
  const output = (stream: 'stdout' | 'stderr', text: string): void => {
    start.streams.write(stream, text)
    for (const streams of watchers) streams.write(stream, text)
  }
  const main = mainStreams(start, output, sandbox)
  node.networks.join(sandbox)
  const process = sandbox.spawn({ program: found.program, argv, env, cwd, descriptors: main.descriptors, parent: null })
  if (main.terminal !== null) main.terminal.foreground = process.group
  node.clock.after(0, () => process.start())
  return { ok: true, value: running(sandbox, { main, watchers, cwd }) }
}

function commandOf({ command, args }: ContainerStart, content: ImageContent): readonly string[] {
  if (command !== null && command.length > 0) return [...command, ...(args ?? [])]
  return [...content.entrypoint, ...(args !== null && args.length > 0 ? args : content.command)]
}

function cannotStart(command: string, why: string): string {
  const runc = `unable to start container process: error during container init: exec: "${command}": ${why}`
  return `failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: ${runc}: unknown`
}

type Main = {
  readonly terminal: Terminal | null
  readonly input: Pipe | null
  readonly stdinOnce: boolean
  readonly descriptors: ReadonlyMap<number, Descriptor>
}

function mainStreams(start: ContainerStart, output: (stream: 'stdout' | 'stderr', text: string) => void, sandbox: Sandbox): Main {
  const { stdinOnce } = start
  if (start.tty) {
    const terminal = new Terminal({ output: (text) => output('stdout', text), signal: (signal, group) => sandbox.signalGroup(signal, group) })
    return {
      terminal,
      input: null,
      stdinOnce,
      descriptors: standard(start.stdin ? terminal.descriptor : { ...terminal.descriptor, read: () => undefined }, terminal.descriptor, terminal.descriptor),
    }
  }
  const input = start.stdin ? new Pipe() : null
  input?.writing.hold()
  return {
    terminal: null,
    input,
    stdinOnce,
    descriptors: standard(
      input?.reading ?? nullDevice,
      sink((text) => output('stdout', text)),
      sink((text) => output('stderr', text)),
    ),
  }
}

type Inside = { readonly main: Main; readonly watchers: Set<Streams>; readonly cwd: string }

function running(sandbox: Sandbox, inside: Inside): RunningContainer {
  return {
    kill(signal) {
      sandbox.processes.get(1)?.signal(signal === 'SIGKILL' ? 'KILL' : 'TERM')
    },
    exec: (command, streams) => execute(sandbox, { command, cwd: inside.cwd }, streams),
    attach: (streams) => attach(sandbox, inside, streams),
    serves: (port) => sandbox.ports.get(port)?.serve,
    readFile: (path) => sandbox.files.read(path),
  }
}

function attach(sandbox: Sandbox, { main, watchers }: Inside, streams: Streams): Connected {
  if (!sandbox.isRunning) sandbox.clock.after(0, () => streams.onExit({ exitCode: 0 }))
  else watchers.add(streams)
  let isOpen = true
  return {
    write(text) {
      if (!sandbox.isRunning) return
      main.terminal?.type(text)
      main.input?.writing.write(text)
    },
    endInput() {
      if (!isOpen) return
      isOpen = false
      if (main.stdinOnce) main.input?.writing.close()
    },
    resize: (columns, rows) => main.terminal?.resize(columns, rows),
    leave() {
      watchers.delete(streams)
      if (isOpen && main.stdinOnce) main.input?.writing.close()
      isOpen = false
    },
  }
}

type Executed = ReturnType<RunningContainer['exec']>

function execute(sandbox: Sandbox, { command, cwd }: { command: readonly string[]; cwd: string }, streams: Streams): Executed {
  const [name] = command
  const failed = `failed to exec in container: failed to start exec "${sandbox.random.hex(64)}": OCI runtime exec failed: exec failed: `
  if (name === undefined) return { ok: false, message: `${failed}args must not be empty: unknown`, exitCode: 126 }
  const path = sandbox.env['PATH']
  const found = sandbox.isRunning ? sandbox.find(name, { cwd, path }) : { ok: false as const, why: 'container has stopped', exitCode: 126 as const }
  if (!found.ok) {
    return { ok: false, message: `${failed}unable to start container process: exec: "${name}": ${found.why}: unknown`, exitCode: found.exitCode }
  }
  const terminal = streams.tty
    ? new Terminal({ output: (text) => streams.write('stdout', text), signal: (signal, group) => sandbox.signalGroup(signal, group) })
    : null
  const input = new Pipe()
  input.writing.hold()
  const errors = sink((text) => streams.write('stderr', text))
  const output = sink((text) => streams.write('stdout', text))
  const descriptors = terminal === null ? standard(input.reading, output, errors) : standard(terminal.descriptor, terminal.descriptor, terminal.descriptor)
  const env = { ...sandbox.env, ...(terminal === null ? {} : { TERM: 'xterm' }) }
  const process = sandbox.spawn({ program: found.program, argv: command, env, cwd, descriptors, parent: null })
  if (terminal !== null) terminal.foreground = process.group
  process.ended(() => sandbox.clock.after(0, () => streams.onExit(process.exit ?? { exitCode: 0 })))
  sandbox.clock.after(0, () => process.start())
  return { ok: true, value: connected({ process, input, terminal }) }
}

function connected({ process, input, terminal }: { process: ReturnType<Sandbox['spawn']>; input: Pipe; terminal: Terminal | null }): Connected {
  let isOpen = true
  const endInput = () => {
    if (!isOpen) return
    isOpen = false
    if (terminal === null) input.writing.close()
    else terminal.endInput()
  }
  return {
    write(text) {
      if (!isOpen || process.exit !== null) return
      if (terminal === null) input.writing.write(text)
      else terminal.type(text)
    },
    endInput,
    resize: (columns, rows) => terminal?.resize(columns, rows),
    leave() {
      terminal?.hangUp()
      process.signal('HUP')
      endInput()
    },
  }
}
