import type { Waiting } from '../containers/Wait.ts'
import type { Command, Script } from './Ast.ts'
import { expandPattern, expandText, expandWords } from './expand.ts'
import { matches } from './pattern.ts'
import type { Shell } from './Shell.ts'
import { ShellJump } from './ShellFailure.ts'

type Compound = Extract<Command, { readonly type: 'group' | 'subshell' | 'if' | 'while' | 'for' | 'case' }>

/** Runs a command that holds others; its value is the status. */
export function* runCompound(shell: Shell, command: Compound): Waiting<number> {
  if (command.type === 'subshell') {
    return yield* shell.redirected(command.redirects, function* subshell() {
      const child = shell.fork(command.body, new Map(shell.process.descriptors))
      child.start()
      return yield* shell.waitFor(child)
    })
  }
  return yield* shell.redirected(command.redirects, () => body(shell, command))
}

function* body(shell: Shell, command: Exclude<Compound, { readonly type: 'subshell' }>): Waiting<number> {
  switch (command.type) {
    case 'group':
      return yield* shell.run(command.body)
    case 'if': {
      for (const branch of command.branches) {
        if (yield* shell.test(branch.test)) return yield* shell.run(branch.body)
      }
      return command.otherwise.length === 0 ? 0 : yield* shell.run(command.otherwise)
    }
    case 'while': {
      let status = 0
      while ((yield* shell.test(command.test)) !== command.until) {
        const turn = yield* loopTurn(shell, command.body)
        status = shell.state.status
        if (turn === 'break') break
      }
      return status
    }
    case 'for': {
      const words = command.words === null ? shell.state.positional : yield* expandWords(shell, command.words)
      let status = 0
      for (const word of words) {
        shell.set(command.name, word)
        const turn = yield* loopTurn(shell, command.body)
        status = shell.state.status
        if (turn === 'break') break
      }
      return status
    }
    case 'case':
      return yield* runCase(shell, command)
    default:
      return command satisfies never
  }
}

function* runCase(shell: Shell, command: Extract<Command, { readonly type: 'case' }>): Waiting<number> {
  const text = yield* expandText(shell, command.word)
  for (const { patterns, body: commands } of command.cases) {
    for (const word of patterns) {
      if (!matches(text, yield* expandPattern(shell, word))) continue
      shell.state.status = 0
      return yield* shell.run(commands)
    }
  }
  return 0
}

function* loopTurn(shell: Shell, script: Script): Waiting<'break' | 'next'> {
  try {
    yield* shell.run(script)
    return 'next'
  } catch (error) {
    if (!(error instanceof ShellJump) || error.kind === 'return') throw error
    shell.state.status = 0
    if (error.value > 1) throw new ShellJump(error.kind, error.value - 1)
    return error.kind === 'break' ? 'break' : 'next'
  }
}
