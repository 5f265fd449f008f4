/** What a request must show: nothing, a one-time code in its body, the bearer, or a ticket. */
type Shows = 'nothing' | 'code' | 'bearer' | 'ticket'

type Route = { readonly method: 'get' | 'post' | 'upgrade'; readonly path: string; readonly shows: Shows }

/** Every address that this process answers; anything else under /api is 404, and anything else at all is the page. Nothing here takes a URL, a kubeconfig or an image to fetch. */
export const routes = {
  login: { method: 'post', path: '/api/login', shows: 'code' },
  ticket: { method: 'post', path: '/api/ticket', shows: 'bearer' },
  session: { method: 'get', path: '/api/session', shows: 'bearer' },
  command: { method: 'post', path: '/api/c/:context/commands/:name', shows: 'bearer' },
  read: { method: 'get', path: '/api/c/:context/reads/:name', shows: 'bearer' },
  live: { method: 'upgrade', path: '/api/live', shows: 'ticket' },
  health: { method: 'get', path: '/healthz', shows: 'nothing' },
  ready: { method: 'get', path: '/readyz', shows: 'nothing' },
} as const satisfies Readonly<Record<string, Route>>

export type RouteName = keyof typeof routes
