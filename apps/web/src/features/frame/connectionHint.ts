import type { Failure } from '@binnacle/shared'

/** A cluster on this machine that refuses the connection is most often one that is not running. */
export function connectionHint(server: string | undefined, failure: Failure | null): string | null {
  if (server === undefined || !failure || !/ECONNREFUSED|EHOSTUNREACH|refused/i.test(failure.message)) return null
  return /\/\/(127\.|localhost|\[::1\]|192\.168\.)/.test(server)
    ? 'Is it stopped? On minikube, look with minikube status and start it with minikube start.'
    : null
}
