import type { User } from '../apiserver/Api.ts'
import type { Clock } from '../clock.ts'
import type { Random } from '../Random.ts'
import type { Status } from '../Status.ts'

/** A request as it reaches what a container serves. Header names are in lower case. */
export type HttpRequest = {
  readonly method: string
  /** With its query. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** What a container answers. `after` is how long it takes; a probe with a shorter timeout does not wait for it. */
export type HttpAnswer = { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: string; readonly after?: number }

/** What a container serves on one of its ports: the same function for probes, the proxies of pods and services, and NodePorts. */
export type Serve = (request: HttpRequest) => HttpAnswer

/** How a main process, or one started by exec, ended. 128 + signal where one killed it. */
export type Exit = { readonly exitCode: number; readonly signal?: number; readonly reason?: 'OOMKilled' }

/** The ends of a process that somebody outside holds. Text is UTF-8. */
export type Streams = {
  readonly tty: boolean
  /** Gives what the process writes; with a terminal everything is `stdout`. */
  readonly write: (stream: 'stdout' | 'stderr', text: string) => void
  readonly onExit: (exit: Exit) => void
}

/** A process that somebody outside writes to. */
export type Connected = {
  readonly write: (text: string) => void
  /** The other side sends no more input. */
  readonly endInput: () => void
  readonly resize: (columns: number, rows: number) => void
  /** The connection is gone: an exec'd process gets a hang-up, an attached one lives on. */
  readonly leave: () => void
}

/** A volume as its containers share it: files by their path below the mount. Written by the kubelet (secrets, configMaps) or by containers (emptyDir). */
export type MountedVolume = { readonly mountPath: string; readonly readOnly: boolean; readonly files: Map<string, string> }

/** What a container image brings, before a pod's command, args and env are laid over it. */
export type Image = {
  readonly entrypoint: readonly string[]
  readonly command: readonly string[]
  readonly env: Readonly<Record<string, string>>
  readonly workingDir: string
  readonly sizeBytes: number
  /** `sha256:` and 64 hexadecimal digits. */
  readonly digest: string
}

export type ContainerStart = {
  readonly image: string
  /** The pod's own, with `$(VAR)` already put in; null leaves the image's. */
  readonly command: readonly string[] | null
  readonly args: readonly string[] | null
  /** The pod's environment, services included. The image's own is put under it. */
  readonly env: Readonly<Record<string, string>>
  readonly workingDir: string | null
  readonly hostname: string
  readonly podIP: string
  readonly volumes: readonly MountedVolume[]
  readonly stdin: boolean
  readonly stdinOnce: boolean
  readonly tty: boolean
  readonly memoryLimitBytes: number | null
  /** Of the security context; root where it is left out. */
  readonly runAsUser?: number
  readonly serviceAccount: User
  readonly streams: Streams
}

/** A container that has started. Everything happens on the cluster's clock, in order, and never within the call that asked for it but `write`s may. */
export type RunningContainer = {
  /** Twice does no harm. SIGKILL ends it at once, through `onExit`. */
  readonly kill: (signal: 'SIGTERM' | 'SIGKILL') => void
  /** Starts another process in it. Refused in the runtime's own words where there is no such file (`onExit` is not called then). */
  readonly exec: (
    command: readonly string[],
    streams: Streams,
  ) => { readonly ok: true; readonly value: Connected } | { readonly ok: false; readonly message: string; readonly exitCode: 126 | 127 }
  /** Joins the main process: what it writes from now on, and its input where it has one. */
  readonly attach: (streams: Streams) => Connected
  /** What listens on a port just now. */
  readonly serves: (port: number) => Serve | undefined
  readonly readFile: (path: string) => string | undefined
}

/** Starts containers: the part of a node below the kubelet. */
export type ContainerRuntime = {
  /** The image of that name, or null where no registry has it. Names are compared as containerd completes them (`nginx` is `docker.io/library/nginx:latest`). */
  readonly image: (name: string) => Image | null
  /** Refused in runc's words where the command is not in the image. */
  readonly start: (start: ContainerStart) => { readonly ok: true; readonly value: RunningContainer } | { readonly ok: false; readonly message: string }
}

export type RuntimeParts = { readonly clock: Clock; readonly random: Random }

export type LogOptions = {
  readonly container?: string
  readonly follow: boolean
  readonly previous: boolean
  readonly timestamps: boolean
  readonly tailLines?: number
  readonly limitBytes?: number
  readonly sinceSeconds?: number
  readonly sinceTime?: string
}

export type PodName = { readonly namespace: string; readonly name: string }

/** What the apiserver asks of nodes. Errors are the Status that a client gets. */
export type NodeAccess = {
  /** Calls `write` with whole lines, at once for what there is; `end` once, when the log has ended or, without follow, at once. Returns what stops it. */
  readonly logs: (
    pod: PodName,
    options: LogOptions,
    to: { readonly write: (text: string) => void; readonly end: () => void },
  ) => { readonly ok: true; readonly value: () => void } | { readonly ok: false; readonly status: Status }
  readonly exec: (
    of: PodName & { readonly container?: string },
    command: readonly string[],
    streams: Streams,
  ) => { readonly ok: true; readonly value: Connected } | { readonly ok: false; readonly status: Status }
  readonly attach: (
    of: PodName & { readonly container?: string },
    streams: Streams,
  ) => { readonly ok: true; readonly value: Connected } | { readonly ok: false; readonly status: Status }
  /** What a running pod serves on a port, by any of its containers; undefined where nothing listens or the pod does not run. */
  readonly serves: (pod: PodName, port: number) => Serve | undefined
}
