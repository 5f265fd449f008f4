import type { HttpAnswer, HttpRequest } from '../containers/Container.ts'
import type { Process, Program } from '../containers/Process.ts'
import { html } from './answers.ts'

const SERVER = 'nginx/1.27.5'

const WELCOME = `<!DOCTYPE html>
<html>
<head>
<title>Welcome to nginx!</title>
<style>
html { color-scheme: light dark; }
body { width: 35em; margin: 0 auto;
font-family: Tahoma, Verdana, Arial, sans-serif; }
</style>
</head>
<body>
<h1>Welcome to nginx!</h1>
<p>If you see this page, the nginx web server is successfully installed and
working. Further configuration is required.</p>

<p>For online documentation and support please refer to
<a href="http://nginx.org/">nginx.org</a>.<br/>
Commercial support is available at
<a href="http://nginx.com/">nginx.com</a>.</p>

<p><em>Thank you for using nginx.</em></p>
</body>
</html>
`

const ENTRYPOINT = [
  '/docker-entrypoint.sh: /docker-entrypoint.d/ is not empty, will attempt to perform configuration',
  '/docker-entrypoint.sh: Looking for shell scripts in /docker-entrypoint.d/',
  '/docker-entrypoint.sh: Launching /docker-entrypoint.d/10-listen-on-ipv6-by-default.sh',
  '10-listen-on-ipv6-by-default.sh: info: Getting the checksum of /etc/nginx/conf.d/default.conf',
  '10-listen-on-ipv6-by-default.sh: info: Enabled listen on IPv6 in /etc/nginx/conf.d/default.conf',
  '/docker-entrypoint.sh: Sourcing /docker-entrypoint.d/15-local-resolvers.envsh',
  '/docker-entrypoint.sh: Launching /docker-entrypoint.d/20-envsubst-on-templates.sh',
  '/docker-entrypoint.sh: Launching /docker-entrypoint.d/30-tune-worker-processes.sh',
  '/docker-entrypoint.sh: Configuration complete; ready for start up',
]

/** Files of the image that are served. */
export const nginxFiles: Readonly<Record<string, string>> = { '/usr/share/nginx/html/index.html': WELCOME }

/** nginx as its image starts it: the entry point's lines, notices, files of its html directory on port 80, an access log. SIGQUIT and SIGTERM end it. */
export const nginx: Program = function* nginx(process) {
  process.onSignal('QUIT', 'catch')
  process.onSignal('TERM', 'catch')
  process.print(`${ENTRYPOINT.join('\n')}\n`)
  for (const text of [
    'using the "epoll" event method',
    SERVER,
    'built by gcc 12.2.0 (Debian 12.2.0-14)',
    'OS: Linux 6.1.0-demo',
    'start worker processes',
    'start worker process 29',
  ])
    notice(process, text)
  if (!process.listen(80, (request) => answer(process, request))) {
    process.complain(`${stamp(process)} [emerg] 1#1: bind() to 0.0.0.0:80 failed (98: Address already in use)\n`)
    return 1
  }
  while (process.pending.length === 0) yield process.signalled
  const isGraceful = process.pending[0] === 'QUIT'
  notice(process, `signal ${isGraceful ? '3 (SIGQUIT)' : '15 (SIGTERM)'} received, ${isGraceful ? 'shutting down' : 'exiting'}`)
  notice(process, 'exit')
  return 0
}

function stamp(process: Process): string {
  return new Date(process.sandbox.clock.now()).toISOString().slice(0, 19).replaceAll('-', '/').replace('T', ' ')
}

function notice(process: Process, text: string): void {
  process.complain(`${stamp(process)} [notice] 1#1: ${text}\n`)
}

function answer(process: Process, request: HttpRequest): HttpAnswer {
  const { clock, files } = process.sandbox
  const path = (request.path.split('?')[0] ?? '/').replace(/\/$/, '/index.html')
  const body = files.read(`/usr/share/nginx/html${path}`)
  const status = body === undefined ? 404 : 200
  const missing = `<html>\r\n<head><title>404 Not Found</title></head>\r\n<body>\r\n<center><h1>404 Not Found</h1></center>\r\n<hr><center>${SERVER}</center>\r\n</body>\r\n</html>\r\n`
  const text = body ?? missing
  if (body === undefined)
    process.complain(
      `${stamp(process)} [error] 29#29: *1 open() "/usr/share/nginx/html${path}" failed (2: No such file or directory), client: ${client(request)}, server: localhost\n`,
    )
  process.print(
    `${client(request)} - - [${accessTime(clock.now())}] "${request.method} ${request.path} HTTP/1.1" ${status} ${Buffer.byteLength(text)} "${request.headers['referer'] ?? '-'}" "${request.headers['user-agent'] ?? '-'}" "${request.headers['x-forwarded-for'] ?? '-'}"\n`,
  )
  return html(clock, status, { body: text, server: SERVER })
}

function client({ headers }: HttpRequest): string {
  return headers['x-forwarded-for']?.split(',')[0] ?? '127.0.0.1'
}

function accessTime(now: number): string {
  const [, day, month, year, time] = new Date(now).toUTCString().split(' ')
  return `${day}/${month}/${year}:${time} +0000`
}
