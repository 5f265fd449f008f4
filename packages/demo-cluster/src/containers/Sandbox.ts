import type { User } from '../apiserver/Api.ts'
import type { Clock } from '../clock.ts'
import type { Random } from '../Random.ts'
import type { ContainerStart, Exit, Serve } from './Container.ts'
import { type Descriptor, nullDevice } from './Descriptor.ts'
import { Files, type Layer, resolvePath } from './Files.ts'
import type { Connection, PodNetworks } from './PodNetworks.ts'
import { Process, type Program, type Spawn } from './Process.ts'
import type { Signal } from './Signal.ts'

/** What a program's file is run by. */
export type Programs = ReadonlyMap<string, Program>

/** Whose words the image's tools speak. */
export type Flavour = 'busybox' | 'gnu'

type SandboxParts = {
  readonly clock: Clock
  readonly random: Random
  readonly start: ContainerStart
  readonly programs: Programs
  readonly flavour: Flavour
  readonly env: Readonly<Record<string, string>>
  readonly networks: PodNetworks
  readonly layer: Layer
  readonly onEnd: (exit: Exit) => void
}

export type Found = { readonly ok: true; readonly program: Program } | { readonly ok: false; readonly why: string; readonly exitCode: 126 | 127 }

/** Where commands are looked for when nobody says so. */
const DEFAULT_PATH = '/sbin:/usr/sbin:/bin:/usr/bin'

/** Of a node that lends memory to whoever asks: what a container without a limit gets before the kernel steps in. */
const NODE_MEMORY = 8 * 1024 ** 3

/** One running container from within: its processes, files, ports and memory. When process 1 ends, everything ends. */
export class Sandbox {
  readonly clock: Clock
  readonly random: Random
  readonly files: Files
  readonly programs: Programs
  readonly flavour: Flavour
  readonly env: Readonly<Record<string, string>>
  readonly hostname: string
  readonly podIP: string
  readonly serviceAccount: User
  /** The user that every process runs as. */
  readonly uid: number
  readonly startedAt: number
  readonly processes = new Map<number, Process>()
  readonly ports = new Map<number, { readonly process: Process; readonly serve: Serve }>()

  readonly #parts: SandboxParts
  #lastPid = 0
  #memory = 0
  #exit: Exit | null = null

  constructor(parts: SandboxParts) {
    const { clock, start } = parts
    this.#parts = parts
    this.clock = clock
    this.random = parts.random
    this.programs = parts.programs
    this.flavour = parts.flavour
    this.env = parts.env
    this.hostname = start.hostname
    this.podIP = start.podIP
    this.serviceAccount = start.serviceAccount
    this.uid = start.runAsUser ?? 0
    this.startedAt = clock.now()
    this.files = new Files(() => clock.now(), start.volumes, parts.layer)
  }

  get isRunning(): boolean {
    return this.#exit === null
  }

  /** The file that a command runs: by its path, or along PATH. */
  find(command: string, from: { readonly cwd: string; readonly path: string | undefined }): Found {
    if (!command.includes('/')) {
      for (const directory of (from.path ?? DEFAULT_PATH).split(':')) {
        const program = this.programs.get(resolvePath(from.cwd, `${directory}/${command}`))
        if (program !== undefined) return { ok: true, program }
      }
      return { ok: false, why: 'executable file not found in $PATH', exitCode: 127 }
    }
    const path = resolvePath(from.cwd, command)
    const program = this.programs.get(path)
    if (program !== undefined) return { ok: true, program }
    if (this.files.entry(path) === undefined) return { ok: false, why: `stat ${command}: no such file or directory`, exitCode: 127 }
    return { ok: false, why: 'permission denied', exitCode: 126 }
  }

  spawn(spawn: Spawn): Process {
    const process = new Process(this, ++this.#lastPid, spawn)
    this.processes.set(process.pid, process)
    return process
  }

  /** False where another process has the port. */
  listen(process: Process, port: number, serve: Serve): boolean {
    if (this.#parts.networks.dial(this.podIP, port) !== undefined) return false
    this.ports.set(port, { process, serve })
    return true
  }

  /** Who answers at an address, seen from here. */
  connect(host: string, port: number): Connection {
    return this.#parts.networks.connect(this, host, port)
  }

  signalGroup(signal: Signal, group: number): void {
    const members = [...this.processes.values()].filter((process) => process.group === group)
    for (const process of members) process.signal(signal)
  }

  /** Takes memory for good. Beyond the limit the kernel kills the whole container, as nodes with cgroup v2 do. */
  allocate(bytes: number): void {
    this.#memory += bytes
    if (this.#memory <= (this.#parts.start.memoryLimitBytes ?? NODE_MEMORY)) return
    this.processes.get(1)?.end({ exitCode: 137, signal: 9, reason: 'OOMKilled' })
  }

  /** A process has ended. */
  ended(process: Process): void {
    this.processes.delete(process.pid)
    for (const [port, { process: owner }] of this.ports) if (owner === process) this.ports.delete(port)
    const init = this.processes.get(1) ?? null
    for (const other of this.processes.values()) if (other.parent === process) other.parent = init
    if (process.pid !== 1 || this.#exit !== null) return
    this.#exit = process.exit ?? { exitCode: 0 }
    const others = [...this.processes.values()]
    for (const other of others) other.signal('KILL')
    const exit = this.#exit
    this.clock.after(0, () => this.#parts.onEnd(exit))
  }
}

/** The three that every process has. */
export function standard(input: Descriptor | null, output: Descriptor, errors: Descriptor): ReadonlyMap<number, Descriptor> {
  return new Map([
    [0, input ?? nullDevice],
    [1, output],
    [2, errors],
  ])
}
