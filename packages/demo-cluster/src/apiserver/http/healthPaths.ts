import { type Answer, pageNotFound, textAnswer } from './Answer.ts'

/** What a simulated apiserver can say that it checks. */
const CHECKS = ['ping', 'log', 'etcd', 'informer-sync', 'poststarthook/start-system-namespaces-controller', 'poststarthook/rbac/bootstrap-roles']
const PATHS = ['healthz', 'livez', 'readyz']

/** `/healthz`, `/livez` and `/readyz`: short, `?verbose`, and each check by itself. Undefined for every other path. */
export function healthAnswer(path: string, query: URLSearchParams): Answer | undefined {
  const [, name = '', ...rest] = path.replace(/\/$/, '').split('/')
  if (!PATHS.includes(name)) return undefined
  const check = rest.join('/')
  if (check !== '') return CHECKS.includes(check) ? textAnswer(200, 'ok') : pageNotFound
  if (!query.has('verbose')) return textAnswer(200, 'ok')
  const excluded = query.getAll('exclude')
  const lines = CHECKS.map((one) => `[+]${one} ${excluded.includes(one) ? 'excluded: ok' : 'ok'}`)
  return textAnswer(200, `${lines.join('\n')}\n${name} check passed\n`)
}
