import { type FileError, parentOf, resolvePath } from '../../containers/Files.ts'
import type { Process } from '../../containers/Process.ts'
import { matches } from '../pattern.ts'
import { options, type Tool, tool } from '../Tool.ts'

/** Complains in the words of busybox (`rm: can't remove '/x': …`) or GNU (`rm: cannot remove '/x': …`). */
function complain(process: Process, what: { readonly command: string; readonly verb: string; readonly name: string; readonly error: string }): number {
  const { command, verb, name, error } = what
  const isBusybox = process.sandbox.flavour === 'busybox'
  const subject = isBusybox && verb === '' ? name : `${isBusybox ? "can't" : 'cannot'} ${verb} '${name}'`
  process.complain(`${command}: ${subject}: ${error}\n`)
  return 1
}

const at = (process: Process, name: string): string => resolvePath(process.cwd, name)

export const ls: Tool = tool((process, args) => {
  const { flags, words } = options(args)
  const { files, flavour } = process.sandbox
  let status = 0
  const names = words.length === 0 ? ['.'] : [...words].sort((a, b) => (a < b ? -1 : 1))
  const isPlain = (name: string) => flags.has('d') || files.entry(at(process, name))?.type === 'file'
  for (const name of names.filter((each) => files.entry(at(process, each)) === undefined)) {
    status = flavour === 'busybox' ? 1 : 2
    process.complain(flavour === 'busybox' ? `ls: ${name}: No such file or directory\n` : `ls: cannot access '${name}': No such file or directory\n`)
  }
  const found = names.filter((name) => files.entry(at(process, name)) !== undefined)
  show(
    process,
    found.filter(isPlain).map((name) => ({ name, path: at(process, name) })),
    flags,
  )
  for (const name of found.filter((each) => !isPlain(each))) {
    if (names.length > 1) process.print(`${name}:\n`)
    const path = at(process, name)
    const inside = files.list(path).filter((each) => flags.has('a') || flags.has('A') || !each.startsWith('.'))
    const dots = flags.has('a')
      ? [
          { name: '.', path },
          { name: '..', path: parentOf(path) },
        ]
      : []
    if (flags.has('l')) process.print(`total ${inside.length * 4}\n`)
    show(process, [...dots, ...inside.map((each) => ({ name: each, path: resolvePath(path, each) }))], flags)
  }
  return status
})

function show(process: Process, entries: readonly { readonly name: string; readonly path: string }[], flags: ReadonlyMap<string, string>): void {
  const { files, uid } = process.sandbox
  const isWide = process.descriptor(1).terminal !== undefined && !flags.has('1') && !flags.has('l')
  if (isWide) {
    if (entries.length > 0) process.print(`${entries.map(({ name }) => name).join('  ')}\n`)
    return
  }
  for (const { name, path } of entries) {
    const entry = files.entry(path)
    if (!flags.has('l') || entry === undefined) {
      process.print(`${name}\n`)
      continue
    }
    const owner = (uid === 0 ? 'root' : String(uid)).padEnd(8)
    const size = String(entry.type === 'file' ? entry.size : 4_096).padStart(10)
    process.print(
      `${entry.mode.padEnd(10)}    ${entry.type === 'file' ? 1 : 2} ${owner} ${owner} ${size} ${shortDate(files.changedAt(path), process.sandbox.clock.now())} ${name}\n`,
    )
  }
}

const HALF_A_YEAR = 15_768_000_000

function shortDate(ms: number, now: number): string {
  const [, day = '', month = '', year = '', time = ''] = new Date(ms).toUTCString().split(' ')
  return `${month} ${String(Number(day)).padStart(2)} ${now - ms > HALF_A_YEAR ? ` ${year}` : time.slice(0, 5)}`
}

export const touch: Tool = tool((process, names) => {
  let status = 0
  const { files, flavour } = process.sandbox
  for (const name of names.filter((each) => !each.startsWith('-'))) {
    const path = at(process, name)
    if (files.entry(path)?.type === 'directory') continue
    const error = files.write(path, files.read(path) ?? '')
    if (error === null) continue
    status = 1
    process.complain(flavour === 'busybox' ? `touch: ${name}: ${error}\n` : `touch: cannot touch '${name}': ${error}\n`)
  }
  return status
})

export const rm: Tool = tool((process, args) => {
  const { flags, words } = options(args)
  let status = 0
  for (const name of words) {
    const path = at(process, name)
    const entry = process.sandbox.files.entry(path)
    const isForced = flags.has('f')
    if (entry === undefined && isForced) continue
    if (entry?.type === 'directory' && !flags.has('r') && !flags.has('R')) {
      process.complain(process.sandbox.flavour === 'busybox' ? `rm: '${name}' is a directory\n` : `rm: cannot remove '${name}': Is a directory\n`)
      status = 1
      continue
    }
    const error = removeAll(process, path)
    if (error !== null) status = complain(process, { command: 'rm', verb: 'remove', name, error })
  }
  return status
})

function removeAll(process: Process, path: string): FileError | null {
  const { files } = process.sandbox
  if (files.entry(path)?.type === 'directory') for (const name of files.list(path)) removeAll(process, resolvePath(path, name))
  return files.remove(path)
}

export const mkdir: Tool = tool((process, args) => {
  const { flags, words } = options(args, 'm')
  let status = 0
  for (const name of words) {
    const path = at(process, name)
    const steps = flags.has('p') ? path.split('/').map((_, index, parts) => parts.slice(0, index + 1).join('/')) : [path]
    for (const step of steps.filter((each) => each !== '' && !(flags.has('p') && process.sandbox.files.entry(each)?.type === 'directory'))) {
      const error = process.sandbox.files.makeDirectory(step)
      if (error === null) continue
      status = 1
      process.complain(
        process.sandbox.flavour === 'busybox' ? `mkdir: can't create directory '${name}': ${error}\n` : `mkdir: cannot create directory '${name}': ${error}\n`,
      )
    }
  }
  return status
})

export const rmdir: Tool = tool((process, names) => {
  let status = 0
  for (const name of names) {
    const path = at(process, name)
    const error = process.sandbox.files.entry(path)?.type === 'file' ? 'Not a directory' : process.sandbox.files.remove(path)
    if (error === null) continue
    status = 1
    process.complain(process.sandbox.flavour === 'busybox' ? `rmdir: '${name}': ${error}\n` : `rmdir: failed to remove '${name}': ${error}\n`)
  }
  return status
})

/** `cp` and `mv`. */
export function copying(command: 'cp' | 'mv'): Tool {
  return tool((process, args) => {
    const { flags, words } = options(args)
    const target = words.at(-1) ?? ''
    const { files } = process.sandbox
    const into = files.entry(at(process, target))?.type === 'directory'
    let status = 0
    for (const name of words.slice(0, -1)) {
      const from = at(process, name)
      const entry = files.entry(from)
      const to = into ? resolvePath(at(process, target), name.split('/').pop() ?? '') : at(process, target)
      if (entry === undefined) {
        const verb = process.sandbox.flavour === 'busybox' ? (command === 'cp' ? 'stat' : 'rename') : 'stat'
        status = complain(process, { command, verb, name, error: 'No such file or directory' })
      } else if (entry.type === 'directory' && command === 'cp' && !flags.has('r') && !flags.has('R') && !flags.has('a')) {
        process.complain(process.sandbox.flavour === 'busybox' ? `cp: omitting directory '${name}'\n` : `cp: -r not specified; omitting directory '${name}'\n`)
        status = 1
      } else {
        const error = copyAll(process, from, to)
        if (error !== null) status = complain(process, { command, verb: 'create', name: target, error })
        else if (command === 'mv') removeAll(process, from)
      }
    }
    return status
  })
}

function copyAll(process: Process, from: string, to: string): FileError | null {
  const { files } = process.sandbox
  if (files.entry(from)?.type !== 'directory') return files.write(to, files.read(from) ?? '')
  if (files.entry(to) === undefined) {
    const error = files.makeDirectory(to)
    if (error !== null) return error
  }
  for (const name of files.list(from)) {
    const error = copyAll(process, resolvePath(from, name), resolvePath(to, name))
    if (error !== null) return error
  }
  return null
}

export const find: Tool = tool((process, args) => {
  const firstTest = args.findIndex((arg) => arg.startsWith('-'))
  const roots = firstTest === 0 || args.length === 0 ? ['.'] : args.slice(0, firstTest < 0 ? undefined : firstTest)
  const value = (name: string) => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined)
  const [glob, kind, depth] = [value('-name'), value('-type'), Number(value('-maxdepth') ?? 1_000)]
  const { files } = process.sandbox
  const visit = (shown: string, path: string, level: number): void => {
    const entry = files.entry(path)
    if (entry === undefined) return
    const isKind = kind === undefined || (kind === 'd') === (entry.type === 'directory')
    if (isKind && (glob === undefined || matches(shown.split('/').pop() ?? '', glob))) process.print(`${shown}\n`)
    if (entry.type === 'directory' && level < depth)
      for (const name of files.list(path)) visit(shown === '/' ? `/${name}` : `${shown}/${name}`, resolvePath(path, name), level + 1)
  }
  let status = 0
  for (const root of roots) {
    if (files.entry(at(process, root)) !== undefined) visit(root, at(process, root), 0)
    else {
      status = 1
      process.complain(process.sandbox.flavour === 'busybox' ? `find: ${root}: No such file or directory\n` : `find: '${root}': No such file or directory\n`)
    }
  }
  return status
})
