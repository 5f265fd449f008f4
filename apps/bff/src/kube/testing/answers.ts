import type { Step } from '@binnacle/demo-cluster'

/** Plans an answer of the demo cluster that no apiserver gives by itself. */
export const text =
  (code: number, body: string | Buffer, headers: Record<string, string> = { 'content-type': 'text/plain' }): Step =>
  (response) =>
    response.writeHead(code, headers).end(body)

export const json = (code: number, body: unknown, headers: Record<string, string> = {}): Step =>
  text(code, JSON.stringify(body), { 'content-type': 'application/json', ...headers })

/** A line of a watch that ends it, as an apiserver says that something went wrong. */
export const errorEvent = (code: number, reason: string): string =>
  `${JSON.stringify({ type: 'ERROR', object: { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', reason, message: reason, code } })}\n`
