import { isIPv4, isIPv6 } from 'node:net'

/** One name under which this Binnacle may be reached: `port` null means any port, `scheme` is what the page is loaded over. */
export type AllowedName = { readonly scheme: 'http' | 'https'; readonly host: string; readonly port: string | null }

/**
 * Which Host headers are ours. `anyAddress`: every IP literal, for a Binnacle that listens beyond loopback; a page that was
 * rebound to our address always carries its own DNS name as Host, never an address.
 */
export type HostRules = { readonly names: readonly AllowedName[]; readonly anyAddress: boolean }

export function hostRules(listening: { host: string; port: number }, more: readonly AllowedName[]): HostRules {
  const loopback = isLoopback(listening.host)
  const own = ['localhost', '127.0.0.1', '[::1]', isIPv6(listening.host) ? `[${listening.host}]` : listening.host.toLowerCase()]
  const port = String(listening.port)
  return { names: [...own.map((host) => ({ scheme: 'http', host, port }) as const), ...more], anyAddress: !loopback }
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIPv4(host) && host.startsWith('127.'))
}

/**
 * The origins a page served under these Host headers can have; none when the request is not for us (421). This is the only thing that stops DNS
 * rebinding on plain http, so nothing is normalised but letter case: a trailing dot, user info or another spelling of an address is not ours.
 */
export function ownOrigins(hosts: readonly string[], rules: HostRules): readonly string[] {
  const [only, ...others] = hosts
  if (only === undefined || others.length > 0) return []
  const [, host, port] = /^([a-z0-9.-]+|\[[0-9a-f:.]+\])(?::([0-9]{1,5}))?$/.exec(only.toLowerCase()) ?? []
  if (host === undefined) return []
  const suffix = port === undefined ? '' : `:${port}`
  const named = rules.names.filter((name) => name.host === host && (name.port === null || name.port === (port ?? defaultPort[name.scheme])))
  const origins = named.map(({ scheme }) => `${scheme}://${host}${suffix}`)
  if (rules.anyAddress && (isIPv4(host) || isIPv6(host.replace(/^\[|\]$/g, '')))) origins.push(`http://${host}${suffix}`)
  return [...new Set(origins)]
}

const defaultPort = { http: '80', https: '443' } as const

/**
 * Whether a request may come from where it says it comes from. Reading without an Origin is what a navigation or curl does; changing something
 * or opening a socket without one is done by no browser, so it needs the bearer (and a socket, which cannot carry one, is refused).
 */
export function originAllowed(
  request: { kind: 'read' | 'write' | 'upgrade'; origin: string | undefined; hasBearer: boolean },
  own: readonly string[],
): boolean {
  if (request.origin !== undefined) return own.includes(request.origin)
  return request.kind === 'read' || (request.kind === 'write' && request.hasBearer)
}
