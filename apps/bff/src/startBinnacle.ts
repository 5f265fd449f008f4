import { isIPv6 } from 'node:net'
import type { Clock, Outcome, SessionInfo } from '@binnacle/shared'
import { AccessReviews } from './access/AccessReviews.ts'
import { auditTo } from './access/audit.ts'
import { protectedNamespaces } from './access/authorize.ts'
import { Bearer } from './access/bearer.ts'
import { Identity } from './access/Identity.ts'
import { hostRules, isLoopback } from './access/origin.ts'
import { Tickets } from './access/tickets.ts'
import { runCommand } from './commands/runCommand.ts'
import type { Config } from './config.ts'
import type { Cluster } from './kube/Cluster.ts'
import type { Contexts } from './kube/connect.ts'
import { runRead } from './reads/runRead.ts'
import { Runs } from './runs/Runs.ts'
import { Hub } from './topics/Hub.ts'
import { liveContexts } from './topics/liveContexts.ts'
import { Session } from './topics/Session.ts'
import { createHttp } from './transport/http.ts'
import { LIMITS, type Limits, listen, stopListening } from './transport/listen.ts'
import { StaticFiles } from './transport/staticFiles.ts'
import { LiveSockets } from './transport/websocket.ts'

export type BinnacleOptions = {
  readonly config: Config
  readonly contexts: Contexts
  readonly clock: Clock
  readonly build: string
  /** Where the built page is. */
  readonly page: string
  /** One line of JSON to the log. */
  readonly log: (line: string) => void
  readonly limits?: Limits
  /** Timed jobs are watched from the start at least in the current context, whether somebody looks or not. */
  readonly watchCurrent?: boolean
}

export type Binnacle = {
  readonly port: number
  /** A link that logs in once, within ten minutes. */
  readonly newLink: () => string
  /** Closes tabs with "come back in a moment" and waits for requests under way; `cut` does not wait. Everything that was started is stopped. */
  close(): { readonly done: Promise<unknown>; cut(): void }
}

/** Wires the parts and listens. The caller owns `contexts` before and Binnacle after: `close` ends them. */
export async function startBinnacle(options: BinnacleOptions): Promise<Binnacle> {
  const { config, contexts, clock, build } = options
  const hosts = config.host === '127.0.0.1' || config.host === 'localhost' ? ['127.0.0.1', '::1'] : [config.host]
  const listening = await listen({ hosts, port: config.port, exact: config.portAsked }, options.limits ?? LIMITS)
  const opened = new Set<string>()
  const open = (name: string): Outcome<Cluster> => {
    const cluster = contexts.open(name)
    if (cluster.ok) {
      opened.add(name)
      runs.of(cluster.output)
    }
    return cluster
  }
  const rules = hostRules({ host: config.host, port: listening.port }, config.allowedNames)
  const bearer = new Bearer({ clock, stateDir: config.stateDir, given: config.bearer })
  const tickets = new Tickets(clock)
  const identity = new Identity(clock)
  const reviews = new AccessReviews(clock)
  const audit = auditTo(options.log, clock)
  const runs = new Runs({ clock, rails: config, audit, identity })
  const hub = new Hub({ clock, open: liveContexts({ open, runs: (cluster) => runs.of(cluster) }) })
  const sockets = new LiveSockets({ rules, tickets, clock, session: (peer) => new Session({ hub, peer, clock, build }) })
  let taking = true
  const http = createHttp({
    rules,
    bearer,
    tickets,
    audit,
    page: new StaticFiles(options.page),
    log: (msg, about) => options.log(logLine(clock, 'error', { msg, ...about })),
    session: () => sessionOf(build, contexts, config),
    dial: (context) => void open(context),
    readiness: () => ({
      taking,
      degraded: !contexts.summaries.some(({ current, simulated }) => current || !simulated) || [...opened].some((name) => isSilent(contexts.open(name))),
    }),
    command: (call) => runs.attend(call, () => runCommand(call, { clock, rails: config, audit, identity, open })),
    read: (call) => runRead(call, { identity, reviews, audit, open }),
  })
  for (const server of listening.servers) {
    server.on('request', http)
    server.on('upgrade', (req, socket, head) => sockets.upgrade(req, socket, head))
  }
  const ignoreCurrent = options.watchCurrent ? openCurrent(contexts, (name) => void open(name)) : () => undefined
  return {
    port: listening.port,
    newLink: () => `http://${linkHost(config.host)}:${listening.port}/#k=${bearer.newCode()}`,
    close() {
      taking = false
      sockets.close()
      const ending = stopListening(listening)
      hub.close()
      ignoreCurrent()
      runs.close()
      contexts.close()
      return ending
    },
  }
}

/** Now, and when it becomes another one. Returns what ends that. */
function openCurrent(contexts: Contexts, open: (name: string) => void): () => void {
  const look = () => {
    const current = contexts.summaries.find((context) => context.current)
    if (current) open(current.name)
  }
  look()
  return contexts.subscribe(look)
}

/** A context that the kubeconfig no longer has is missed by nobody. */
function isSilent(cluster: Outcome<Cluster>): boolean {
  return cluster.ok && cluster.output.health.state !== 'reachable'
}

function sessionOf(build: string, contexts: Contexts, config: Config): SessionInfo {
  const { summaries, problem } = contexts
  const rails = { protectedNamespaces: [...protectedNamespaces(config)], ...(config.readOnly ? { readOnly: true } : {}) }
  return { build, mode: 'local', contexts: [...summaries], problem, ...rails }
}

/** The name in the link: loopback where Binnacle listens on it, also among others. */
function linkHost(host: string): string {
  if (host === '0.0.0.0' || host === '::' || (isLoopback(host) && host !== '::1')) return '127.0.0.1'
  return isIPv6(host) ? `[${host}]` : host
}

/** One line of the log, as JSON. */
export function logLine(clock: Clock, level: 'info' | 'error', about: Readonly<Record<string, unknown>>): string {
  return `${JSON.stringify({ time: new Date(clock.now()).toISOString(), level, ...about })}\n`
}
