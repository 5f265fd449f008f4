import type { Failure } from '@binnacle/shared'

/** What this process itself says no with; what the cluster says is passed on as it is. */
export const refusals = {
  host: failure('BadRequest', 421, 'Binnacle does not answer to this host name. Open it by the link it printed, or add the name to ALLOWED_HOSTS.'),
  origin: failure('Forbidden', 403, 'This request did not come from Binnacle’s own page. If that page has another name, add the name to ALLOWED_HOSTS.'),
  bearer: failure('Unauthorized', 401, 'Not logged in, or no longer: press Enter in the terminal where Binnacle runs and open the link that it prints.'),
  // Not 401: a link that was opened twice says nothing against the bearer of the tab that it was opened in.
  code: failure('Forbidden', 403, 'This link was used already or is older than ten minutes: press Enter in the terminal where Binnacle runs for a new one.'),
  ticket: failure('Unauthorized', 401, 'This ticket was used already, is older than thirty seconds, or was never given.'),
  target: failure('BadRequest', 400, 'The address of this request is not a path.'),
  query: failure('BadRequest', 400, 'This address takes no query, except `input` once where it is a read.'),
  json: failure('BadRequest', 400, 'The text is not JSON.'),
  nesting: failure('BadRequest', 400, 'The JSON is nested too deeply.'),
  body: failure('BadRequest', 400, 'The body did not arrive whole.'),
  type: failure('UnsupportedMediaType', 415, 'A body must be JSON in UTF-8 (Content-Type: application/json) and not compressed.'),
  size: failure(
    'RequestEntityTooLarge',
    413,
    'The body is larger than what this address takes: 1 MiB, with the values of a Secret or ConfigMap or a document 2 MiB.',
  ),
  route: failure('NotFound', 404, 'There is nothing at this address.'),
  method: failure('MethodNotAllowed', 405, 'This address does not take this method.'),
  broken: failure('InternalError', 500, 'Binnacle itself failed here; its log has the reason under this request’s id.'),
} as const

function failure(reason: Failure['reason'], code: number, message: string): Failure {
  return { reason, code, message }
}
