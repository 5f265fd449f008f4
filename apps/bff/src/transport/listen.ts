import { createServer, type Server } from 'node:http'

/** How much and how long a client may take before it is cut off. */
export type Limits = {
  readonly headerBytes: number
  /** For the headers. */
  readonly headersMs: number
  /** For the whole request. */
  readonly requestMs: number
  /** How often the two above are looked at. */
  readonly checkMs: number
}

export const LIMITS: Limits = { headerBytes: 16 * 1024, headersMs: 10_000, requestMs: 30_000, checkMs: 1_000 }

/** Sockets of any kind; a browser uses six and one per tab. */
const MAX_CONNECTIONS = 1_000
/** Ports tried above the first one. */
const MAX_TRIES = 100

export type Listening = { readonly port: number; readonly servers: readonly Server[] }

/**
 * Listens on every address in `hosts`, all with one port: the first of `port`, `port + 1` … that is free on all of them, or exactly `port` if it was
 * asked for (0: any). An address that this machine does not have (::1 where there is no IPv6) is left out, unless it is the first.
 */
export async function listen(where: { hosts: readonly string[]; port: number; exact: boolean }, limits: Limits): Promise<Listening> {
  for (let tries = 0; ; tries += 1) {
    const listening = await listenAll(where.hosts, where.port + tries, limits)
    if (listening !== 'taken') return listening
    if (where.exact || tries >= MAX_TRIES)
      throw new Error(`Port ${where.port} is taken by another program: stop that one, or set BINNACLE_PORT to a free port.`)
  }
}

async function listenAll(hosts: readonly string[], port: number, limits: Limits): Promise<Listening | 'taken'> {
  const servers: Server[] = []
  let chosen = port
  for (const host of hosts) {
    const server = createServer({
      maxHeaderSize: limits.headerBytes,
      headersTimeout: limits.headersMs,
      requestTimeout: limits.requestMs,
      connectionsCheckingInterval: limits.checkMs,
      // A request without Host gets our own answer, like any other foreign host.
      requireHostHeader: false,
    })
    server.maxConnections = MAX_CONNECTIONS
    const fault = await start(server, host, chosen)
    if (fault === 'EADDRINUSE') {
      for (const other of servers) other.close()
      return 'taken'
    }
    if (fault !== null && servers.length === 0) throw new Error(`Binnacle cannot listen on ${host}, port ${port} (${fault}).`)
    if (fault !== null) continue
    servers.push(server)
    const address = server.address()
    if (typeof address === 'object' && address !== null) chosen = address.port
  }
  return { port: chosen, servers }
}

/** The code of what went wrong, or null. */
function start(server: Server, host: string, port: number): Promise<string | null> {
  return new Promise((resolve) => {
    server.once('error', (fault: NodeJS.ErrnoException) => resolve(fault.code ?? fault.message))
    server.listen({ host, port, exclusive: true }, () => resolve(null))
  })
}

/** Ends the servers: no new connections, idle ones closed, the rest cut when `cut` is called. */
export function stopListening({ servers }: Listening): { readonly done: Promise<unknown>; cut(): void } {
  const done = Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))))
  for (const server of servers) server.closeIdleConnections()
  return {
    done,
    cut: () => {
      for (const server of servers) server.closeAllConnections()
    },
  }
}
