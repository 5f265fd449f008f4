import { type Descriptor, nullDevice, sink, source, zeroDevice } from '../containers/Descriptor.ts'
import { resolvePath } from '../containers/Files.ts'
import type { Process } from '../containers/Process.ts'
import type { Waiting } from '../containers/Wait.ts'
import type { Redirect } from './Ast.ts'
import { expandText } from './expand.ts'
import type { Shell } from './Shell.ts'

type Redirected = { readonly ok: true; readonly undo: () => void } | { readonly ok: false; readonly message: string }

/** Puts redirects in place for the shell's own process, until `undo`. */
export function* redirect(shell: Shell, redirects: readonly Redirect[]): Waiting<Redirected> {
  const { descriptors } = shell.process
  const before = new Map(descriptors)
  const opened: Descriptor[] = []
  const undo = () => {
    descriptors.clear()
    for (const [number, descriptor] of before) descriptors.set(number, descriptor)
    for (const descriptor of opened) descriptor.close()
  }
  for (const each of redirects) {
    const text = yield* expandText(shell, each.word)
    const descriptor = open(shell.process, each, text)
    if (typeof descriptor === 'string') {
      undo()
      return { ok: false, message: descriptor }
    }
    if (descriptor === null) descriptors.delete(each.descriptor)
    else {
      descriptor.hold()
      opened.push(descriptor)
      descriptors.set(each.descriptor, descriptor)
    }
  }
  return { ok: true, undo }
}

function open(process: Process, { operator }: Redirect, text: string): Descriptor | null | string {
  switch (operator) {
    case '<<':
      return source(text)
    case '>&':
    case '<&':
      if (text === '-') return null
      return process.descriptors.get(Number(text)) ?? `${text}: Bad file descriptor`
    case '<':
      return openReading(process, text)
    case '>':
    case '>>':
      return openWriting(process, text, operator === '>>')
    default:
      return operator satisfies never
  }
}

const DEVICES: ReadonlyMap<string, (process: Process) => Descriptor> = new Map<string, (process: Process) => Descriptor>([
  ['/dev/null', () => nullDevice],
  ['/dev/zero', () => zeroDevice],
  ['/dev/stdin', (process) => process.descriptor(0)],
  ['/dev/stdout', (process) => process.descriptor(1)],
  ['/dev/stderr', (process) => process.descriptor(2)],
  ['/proc/1/fd/1', (process) => process.sandbox.processes.get(1)?.descriptor(1) ?? nullDevice],
  ['/proc/1/fd/2', (process) => process.sandbox.processes.get(1)?.descriptor(2) ?? nullDevice],
  ['/dev/tty', (process) => process.descriptor(0)],
])

/** A file or device to read from, or why not. */
export function openReading(process: Process, name: string): Descriptor | string {
  const path = resolvePath(process.cwd, name)
  const device = DEVICES.get(path)
  if (device !== undefined) return device(process)
  const text = process.sandbox.files.read(path)
  if (text !== undefined) return source(text)
  const isBusybox = process.sandbox.flavour === 'busybox'
  if (process.sandbox.files.entry(path) !== undefined) return isBusybox ? `read error: Is a directory` : `${name}: Is a directory`
  return isBusybox ? `can't open ${name}: no such file` : `${name}: No such file or directory`
}

function openWriting(process: Process, name: string, append: boolean): Descriptor | string {
  const path = resolvePath(process.cwd, name)
  const device = DEVICES.get(path)
  if (device !== undefined) return device(process)
  const { files, flavour } = process.sandbox
  const error = files.write(path, append ? (files.read(path) ?? '') : '')
  if (error !== null)
    return flavour === 'busybox' ? `can't create ${name}: ${error === 'No such file or directory' ? 'nonexistent directory' : error}` : `${name}: ${error}`
  return sink((text) => files.write(path, (files.read(path) ?? '') + text))
}
