import type { HttpAnswer } from '../../containers/Container.ts'
import { resolvePath } from '../../containers/Files.ts'
import type { Connection } from '../../containers/PodNetworks.ts'
import type { Process } from '../../containers/Process.ts'
import { reasonOf } from '../../containers/reasonOf.ts'
import { sleep, type Waiting } from '../../containers/Wait.ts'
import { writeText } from '../streamText.ts'
import { options, type Tool } from '../Tool.ts'

type Target = { readonly host: string; readonly port: number; readonly path: string; readonly connection: Connection }

function target(process: Process, url: string): Target {
  const [, host = '', port, path = ''] = /^(?:https?:\/\/)?([^/:?]+)(?::(\d+))?(.*)$/.exec(url) ?? []
  const number = port === undefined ? (url.startsWith('https:') ? 443 : 80) : Number(port)
  return { host, port: number, path: path.startsWith('/') ? path : `/${path}`, connection: process.sandbox.connect(host, number) }
}

type Call = { readonly method: string; readonly headers: Readonly<Record<string, string>>; readonly body: string; readonly follows?: number }

function* ask(process: Process, { host, port, path, connection }: Target, call: Call): Waiting<HttpAnswer | null> {
  if (connection.state !== 'connected') return null
  const name = port === 80 ? host : `${host}:${port}`
  const answer = connection.serve({ method: call.method, path, headers: { host: name, accept: '*/*', ...call.headers }, body: call.body })
  if (answer.after !== undefined && answer.after > 0) yield sleep(process.sandbox.clock, answer.after)
  const location = answer.headers['location']
  const follows = call.follows ?? 0
  if (location === undefined || answer.status < 300 || answer.status >= 400 || follows <= 0) return answer
  return yield* ask(process, target(process, location.startsWith('/') ? `${name}${location}` : location), { ...call, follows: follows - 1 })
}

/** busybox's wget. */
export const wget: Tool = function* wget(process, args) {
  const words = args.filter((arg, index) => !arg.startsWith('-') && !/^-\w*[OTY]$/.test(args[index - 1] ?? ''))
  const [url = ''] = words
  const isQuiet = args.some((arg) => /^-[a-zA-Z]*q/.test(arg))
  const seconds = Number(args[args.indexOf('-T') + 1] ?? 900)
  const say = (text: string) => {
    if (!isQuiet) process.complain(text)
  }
  const to = target(process, url)
  const { connection } = to
  if (connection.state === 'unknown') {
    process.complain(`wget: bad address '${to.host}${to.port === 80 ? '' : `:${to.port}`}'\n`)
    return 1
  }
  const shown = `${to.host}${to.port === 80 && !url.includes(':80') ? '' : `:${to.port}`}`
  say(`Connecting to ${shown} (${connection.address}:${to.port})\n`)
  if (connection.state === 'unreachable') {
    yield sleep(process.sandbox.clock, args.includes('-T') ? seconds * 1_000 : 127_000)
    process.complain(args.includes('-T') ? 'wget: download timed out\n' : `wget: can't connect to remote host (${connection.address}): Connection timed out\n`)
    return 1
  }
  const answer = yield* ask(process, to, { method: 'GET', headers: { 'user-agent': 'Wget' }, body: '', follows: 20 })
  if (answer === null) {
    process.complain(`wget: can't connect to remote host (${connection.address}): Connection refused\n`)
    return 1
  }
  if (answer.status >= 400) {
    process.complain(`wget: server returned error: HTTP/1.1 ${answer.status} ${reasonOf(answer.status)}\n`)
    return 1
  }
  return yield* keep(process, { url: to, answer, output: outputName(args), say })
}

function outputName(args: readonly string[]): string | null {
  for (const [index, arg] of args.entries()) {
    const found = /^-[a-zA-Z]*O(.*)$/.exec(arg)
    if (found !== null) return found[1] === '' || found[1] === undefined ? (args[index + 1] ?? '-') : found[1]
  }
  return null
}

type Download = { readonly url: Target; readonly answer: HttpAnswer; readonly output: string | null; readonly say: (text: string) => void }

function* keep(process: Process, { url, answer, output, say }: Download): Waiting<number> {
  const size = Buffer.byteLength(answer.body)
  const name = output ?? (url.path.split('?')[0]?.split('/').pop() || 'index.html')
  const bar = `${name.slice(0, 20).padEnd(20)} 100% |********************************| ${String(size).padStart(5)}  0:00:00 ETA\n`
  if (name === '-') {
    say('writing to stdout\n')
    yield* writeText(process, answer.body)
    say(`${bar}written to stdout\n`)
    return 0
  }
  const { files } = process.sandbox
  const path = resolvePath(process.cwd, name)
  if (output === null && files.entry(path) !== undefined) {
    process.complain(`wget: can't open '${name}': File exists\n`)
    return 1
  }
  const error = files.write(path, answer.body)
  if (error !== null) {
    process.complain(`wget: can't open '${name}': ${error}\n`)
    return 1
  }
  say(`saving to '${name}'\n${bar}'${name}' saved\n`)
  return 0
}

export const curl: Tool = function* curl(process, args) {
  const { flags, words } = options(
    args.flatMap((arg) => (LONG[arg] === undefined ? [arg] : [LONG[arg]])),
    'omXHdwA',
  )
  const [url = ''] = words
  const rest = options(words.slice(1), 'omXHdwA').flags
  const flag = (name: string) => flags.get(name) ?? rest.get(name)
  if (url === '') {
    process.complain("curl: try 'curl --help' or 'curl --manual' for more information\n")
    return 2
  }
  const isQuiet = flag('s') !== undefined && flag('S') === undefined
  const fail = (code: number, text: string): number => {
    if (!isQuiet) process.complain(`curl: (${code}) ${text}\n`)
    return code
  }
  const to = target(process, url)
  if (to.connection.state === 'unknown') return fail(6, `Could not resolve host: ${to.host}`)
  if (to.connection.state === 'unreachable') {
    const limit = flag('m')
    yield sleep(process.sandbox.clock, limit === undefined ? 130_000 : Number(limit) * 1_000)
    return fail(
      28,
      limit === undefined
        ? `Failed to connect to ${to.host} port ${to.port} after 130000 ms: Couldn't connect to server`
        : `Connection timed out after ${Number(limit) * 1_000} milliseconds`,
    )
  }
  const body = flag('d') ?? ''
  const header = /^([^:]+):\s*(.*)$/.exec(flag('H') ?? '')
  const headers = {
    'user-agent': 'curl/7.88.1',
    ...(header === null ? {} : { [(header[1] ?? '').toLowerCase()]: header[2] ?? '' }),
    ...(body === '' ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
  }
  const answer = yield* ask(process, to, {
    method: flag('X') ?? (flag('I') === undefined ? (body === '' ? 'GET' : 'POST') : 'HEAD'),
    headers,
    body,
    follows: flag('L') === undefined ? 0 : 50,
  })
  if (answer === null) return fail(7, `Failed to connect to ${to.host} port ${to.port} after 0 ms: Couldn't connect to server`)
  if (flag('f') !== undefined && answer.status >= 400) return fail(22, `The requested URL returned error: ${answer.status}`)
  const head = flag('i') !== undefined || flag('I') !== undefined ? `${responseHead(answer)}` : ''
  const text = head + (flag('I') === undefined ? answer.body : '')
  const file = flag('o')
  if (file === undefined) yield* writeText(process, text)
  else if (file !== '/dev/null') process.sandbox.files.write(resolvePath(process.cwd, file), text)
  const format = flag('w')
  if (format !== undefined) yield* writeText(process, format.replaceAll('%{http_code}', String(answer.status)).replaceAll('\\n', '\n'))
  return 0
}

const LONG: Readonly<Record<string, string>> = {
  '--silent': '-s',
  '--location': '-L',
  '--fail': '-f',
  '--include': '-i',
  '--head': '-I',
  '--max-time': '-m',
  '--connect-timeout': '-m',
  '--output': '-o',
  '--write-out': '-w',
  '--request': '-X',
  '--header': '-H',
  '--data': '-d',
  '--show-error': '-S',
}

function responseHead({ status, headers }: HttpAnswer): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name.replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase())}: ${value}\r\n`)
  return `HTTP/1.1 ${status} ${reasonOf(status)}\r\n${lines.join('')}\r\n`
}

export const nslookup: Tool = function* nslookup(process, [name = '']) {
  yield* []
  const connection = process.sandbox.connect(name, 80)
  process.print('Server:\t\t10.96.0.10\nAddress:\t10.96.0.10:53\n\n')
  if (connection.state === 'unknown') {
    process.print(`** server can't find ${name}: NXDOMAIN\n\n`)
    return 1
  }
  process.print(`Name:\t${name}\nAddress: ${connection.address}\n\n`)
  return 0
}
