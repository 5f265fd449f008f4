import { resolvePath } from '../../containers/Files.ts'
import type { Process } from '../../containers/Process.ts'
import { arithmetic } from '../arithmetic.ts'
import { options, type Tool, tool } from '../Tool.ts'

const KERNEL = { name: 'Linux', release: '6.1.0-demo', version: '#1 SMP PREEMPT_DYNAMIC', machine: 'x86_64', system: 'GNU/Linux' }

export const date: Tool = tool((process, args) => {
  const { flags, words } = options(args, 'd')
  const wanted = flags.get('d')
  const ms = wanted === undefined ? process.sandbox.clock.now() : wanted.startsWith('@') ? Number(wanted.slice(1)) * 1_000 : Date.parse(`${wanted}Z`)
  const format = words.find((word) => word.startsWith('+'))
  if (Number.isNaN(ms)) {
    process.complain(`date: invalid date '${wanted ?? ''}'\n`)
    return 1
  }
  process.print(`${formatDate(ms, format?.slice(1) ?? (flags.has('I') ? '%F' : '%a %b %e %H:%M:%S UTC %Y'))}\n`)
  return 0
})

function formatDate(ms: number, format: string): string {
  const at = new Date(ms)
  const iso = at.toISOString()
  const [weekday = '', , month = ''] = at.toUTCString().replace(',', '').split(' ')
  const fields: Readonly<Record<string, string>> = {
    a: weekday,
    b: month,
    d: iso.slice(8, 10),
    e: String(at.getUTCDate()).padStart(2),
    H: iso.slice(11, 13),
    M: iso.slice(14, 16),
    S: iso.slice(17, 19),
    Y: iso.slice(0, 4),
    y: iso.slice(2, 4),
    m: iso.slice(5, 7),
    F: iso.slice(0, 10),
    T: iso.slice(11, 19),
    s: String(Math.floor(ms / 1_000)),
    N: `${iso.slice(20, 23)}000000`,
    Z: 'UTC',
    z: '+0000',
    n: '\n',
    '%': '%',
    R: iso.slice(11, 16),
    c: `${weekday} ${month} ${String(at.getUTCDate()).padStart(2)} ${iso.slice(11, 19)} ${iso.slice(0, 4)}`,
    u: String(at.getUTCDay() || 7),
  }
  return format.replace(/%([a-zA-Z%])/g, (whole, letter: string) => fields[letter] ?? whole)
}

export const printenv: Tool = tool((process, [name]) => {
  if (name !== undefined) {
    const value = process.env[name]
    if (value === undefined) return 1
    process.print(`${value}\n`)
    return 0
  }
  for (const [each, value] of Object.entries(process.env)) process.print(`${each}=${value}\n`)
  return 0
})

export const hostname: Tool = tool((process, args) => {
  process.print(`${args.includes('-i') || args.includes('-I') ? process.sandbox.podIP : process.sandbox.hostname}\n`)
  return 0
})

export const whoami: Tool = tool((process) => {
  const { uid, flavour } = process.sandbox
  const name = userName(process)
  if (name !== null) process.print(`${name}\n`)
  else process.complain(flavour === 'busybox' ? `whoami: unknown uid ${uid}\n` : `whoami: cannot find name for user ID ${uid}\n`)
  return name === null ? 1 : 0
})

function userName(process: Process): string | null {
  const { uid, files } = process.sandbox
  if (uid === 0) return 'root'
  for (const line of (files.read('/etc/passwd') ?? '').split('\n')) {
    const [name, , number] = line.split(':')
    if (number === String(uid)) return name ?? null
  }
  return null
}

export const id: Tool = tool((process, args) => {
  const { uid } = process.sandbox
  const name = userName(process)
  if (args.includes('-u')) process.print(`${args.includes('-n') ? (name ?? uid) : uid}\n`)
  else if (args.includes('-g')) process.print(`${uid === 0 ? 0 : 0}\n`)
  else process.print(`uid=${uid}${name === null ? '' : `(${name})`} gid=0(root) groups=0(root)\n`)
  return 0
})

export const uname: Tool = tool((process, args) => {
  const { name, release, version, machine, system } = KERNEL
  const { flags } = options(args)
  const all = flags.has('a')
  const parts = [
    ...(all || flags.has('s') || flags.size === 0 ? [name] : []),
    ...(all || flags.has('n') ? [process.sandbox.hostname] : []),
    ...(all || flags.has('r') ? [release] : []),
    ...(all || flags.has('v') ? [version] : []),
    ...(all || flags.has('m') || flags.has('p') ? [machine] : []),
    ...(all || flags.has('o') ? [system] : []),
  ]
  process.print(`${parts.join(' ')}\n`)
  return 0
})

export const basename: Tool = tool((process, [path = '', suffix = '']) => {
  const name = path.replace(/\/+$/, '').split('/').pop() ?? ''
  process.print(`${suffix !== '' && name !== suffix && name.endsWith(suffix) ? name.slice(0, -suffix.length) : name || '/'}\n`)
  return 0
})

export const dirname: Tool = tool((process, [path = '']) => {
  const parts = path.replace(/\/+$/, '').split('/')
  process.print(`${parts.length === 1 ? '.' : parts.slice(0, -1).join('/') || '/'}\n`)
  return 0
})

export const which: Tool = tool((process, names) => {
  let status = 0
  for (const name of names) {
    const found = (process.env['PATH'] ?? '')
      .split(':')
      .map((directory) => `${directory}/${name}`)
      .find((path) => process.sandbox.programs.has(path))
    if (found === undefined) status = 1
    else process.print(`${found}\n`)
  }
  return status
})

export const expr: Tool = tool((process, args) => {
  const [left = '', operator = '', right = ''] = args
  const comparisons: Readonly<Record<string, boolean>> = { '=': left === right, '!=': left !== right }
  const value = args.length === 1 ? left : operator in comparisons ? String(Number(comparisons[operator])) : calculated(args)
  if (value === null) {
    process.complain('expr: syntax error\n')
    return 2
  }
  process.print(`${value}\n`)
  return value === '0' || value === '' ? 1 : 0
})

function calculated(args: readonly string[]): string | null {
  try {
    return String(arithmetic(args.join(' '), { get: () => undefined, set: () => {} }))
  } catch {
    return null
  }
}

/** A command that prints the same lines always. */
export const prints = (...lines: readonly string[]): Tool =>
  tool((process) => {
    process.print(lines.map((line) => `${line}\n`).join(''))
    return 0
  })

export const df: Tool = prints(
  'Filesystem           1K-blocks      Used Available Use% Mounted on',
  'overlay               81106868  17203340  59737592  22% /',
  'tmpfs                    65536         0     65536   0% /dev',
  'shm                      65536         0     65536   0% /dev/shm',
)

export const free: Tool = prints(
  '              total        used        free      shared  buff/cache   available',
  'Mem:        8133136     1974500     4273760        9204     1884876     6158636',
  'Swap:             0           0           0',
)

export const stty: Tool = tool((process, args) => {
  const { terminal } = process.descriptor(0)
  if (terminal === undefined) {
    process.complain(
      process.sandbox.flavour === 'busybox'
        ? 'stty: standard input: Inappropriate ioctl for device\n'
        : "stty: 'standard input': Inappropriate ioctl for device\n",
    )
    return 1
  }
  if (args.includes('size')) process.print(`${terminal.rows} ${terminal.columns}\n`)
  return 0
})

export const tty: Tool = tool((process) => {
  const isTerminal = process.descriptor(0).terminal !== undefined
  process.print(isTerminal ? '/dev/pts/0\n' : 'not a tty\n')
  return isTerminal ? 0 : 1
})

export const pwd: Tool = tool((process) => {
  process.print(`${process.cwd}\n`)
  return 0
})

export const readlink: Tool = tool((process, args) => {
  const { words } = options(args)
  process.print(`${resolvePath(process.cwd, words[0] ?? '')}\n`)
  return 0
})
