import type { Process } from '../containers/Process.ts'
import type { Waiting } from '../containers/Wait.ts'

/** A command in a process: its value is the exit code. */
export type Tool = (process: Process, args: readonly string[]) => Waiting<number>

/** A tool that waits for nothing. */
export function tool(run: (process: Process, args: readonly string[]) => number): Tool {
  return function* atOnce(process, args) {
    yield* []
    return run(process, args)
  }
}

/** Single letters before the first word that is none, and the words. Letters in `valued` take the next word, or the rest of theirs. */
export function options(args: readonly string[], valued = ''): { readonly flags: ReadonlyMap<string, string>; readonly words: readonly string[] } {
  const flags = new Map<string, string>()
  let at = 0
  for (; at < args.length; at++) {
    const arg = args[at] ?? ''
    if (arg === '--') {
      at++
      break
    }
    if (arg.startsWith('--')) {
      const [name = '', value = ''] = arg.slice(2).split('=')
      flags.set(name, value)
      continue
    }
    if (!arg.startsWith('-') || arg === '-') break
    if (valued.includes('#') && /^-\d+$/.test(arg)) {
      flags.set('#', arg.slice(1))
      continue
    }
    const letters = arg.slice(1)
    for (let index = 0; index < letters.length; index++) {
      const letter = letters[index] ?? ''
      if (!valued.includes(letter)) flags.set(letter, '')
      else {
        flags.set(letter, letters.slice(index + 1) || (args[++at] ?? ''))
        break
      }
    }
  }
  return { flags, words: args.slice(at) }
}
