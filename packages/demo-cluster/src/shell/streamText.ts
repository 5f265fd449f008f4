import type { Descriptor } from '../containers/Descriptor.ts'
import { Ends, type Process } from '../containers/Process.ts'
import { sleep, type Waiting } from '../containers/Wait.ts'
import { openReading } from './redirect.ts'

/** The next stretch of text, or line; null at the end. */
export function* readText(descriptor: Descriptor, line = false): Waiting<string | null> {
  for (;;) {
    const text = descriptor.read(line)
    if (text !== undefined) return text
    yield descriptor.changed
  }
}

/** Everything up to the end, or not much more than `enough`. What never ends takes memory until the container has none left. */
export function* readAll(process: Process, descriptor: Descriptor, enough = Number.POSITIVE_INFINITY): Waiting<string> {
  let all = ''
  while (descriptor.endless === true && enough === Number.POSITIVE_INFINITY) {
    yield sleep(process.sandbox.clock, 10)
    process.sandbox.allocate(16 * 1024 ** 2)
  }
  while (all.length < enough) {
    const text = yield* readText(descriptor)
    if (text === null) break
    all += text
  }
  return all
}

/** Writes, waits while a pipe is full, and ends the process by SIGPIPE where nobody reads any more. */
export function* writeText(process: Process, text: string): Waiting<void> {
  const output = process.descriptor(1)
  while (output.isFull() && !output.isBroken()) yield output.changed
  if (output.isBroken()) throw new Ends({ exitCode: 141, signal: 13 })
  output.write(text)
}

/** Gives each named file's text in turn, or `enough` of it, or the input's where none is named; complains of those that cannot be read, and says whether all could. */
export function* readFiles(
  process: Process,
  { command, names, enough }: { readonly command: string; readonly names: readonly string[]; readonly enough?: number | undefined },
  take: (text: string, name: string) => Waiting<void>,
): Waiting<number> {
  let status = 0
  for (const name of names.length === 0 ? ['-'] : names) {
    const descriptor = name === '-' ? process.descriptor(0) : openReading(process, name)
    if (typeof descriptor === 'string') {
      status = 1
      process.complain(`${command}: ${unreadable(process, name, command)}\n`)
    } else yield* take(yield* readAll(process, descriptor, enough), name)
  }
  return status
}

/** Why a file cannot be read, in the words of the image's tools. */
export function unreadable(process: Process, name: string, command = ''): string {
  const isDirectory = process.sandbox.files.entry(absolute(process, name)) !== undefined
  if (process.sandbox.flavour === 'busybox') {
    if (isDirectory) return command === 'cat' ? 'read error: Is a directory' : `${name}: Is a directory`
    return command === 'cat' || command === 'head' || command === 'tail'
      ? `can't open '${name}': No such file or directory`
      : `${name}: No such file or directory`
  }
  if (isDirectory) return `${name}: Is a directory`
  return command === 'head' || command === 'tail' ? `cannot open '${name}' for reading: No such file or directory` : `${name}: No such file or directory`
}

function absolute(process: Process, name: string): string {
  return name.startsWith('/') ? name : `${process.cwd === '/' ? '' : process.cwd}/${name}`
}

export function linesOf(text: string): readonly string[] {
  if (text === '') return []
  return (text.endsWith('\n') ? text.slice(0, -1) : text).split('\n')
}
