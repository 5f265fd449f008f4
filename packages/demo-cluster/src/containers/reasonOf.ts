/** The words that HTTP has for a status; none for codes it does not know. */
export function reasonOf(status: number): string {
  const reasons: Readonly<Record<number, string>> = {
    200: 'OK',
    201: 'Created',
    204: 'No Content',
    301: 'Moved Permanently',
    302: 'Found',
    304: 'Not Modified',
    307: 'Temporary Redirect',
    400: 'Bad Request',
    403: 'Forbidden',
    404: 'Not Found',
    412: 'Precondition Failed',
    417: 'Expectation Failed',
    500: 'Internal Server Error',
    502: 'Bad Gateway',
    503: 'Service Unavailable',
  }
  return reasons[status] ?? ''
}
