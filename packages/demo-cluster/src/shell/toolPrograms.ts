import type { Program } from '../containers/Process.ts'
import { copying, find, ls, mkdir, rm, rmdir, touch } from './commands/filing.ts'
import { curl, nslookup, wget } from './commands/network.ts'
import { echo, printf, seq, yes } from './commands/printing.ts'
import { env, kill, killall, ps, sleep, timeout } from './commands/processes.ts'
import { basename, date, df, dirname, expr, free, hostname, id, printenv, prints, pwd, readlink, stty, tty, uname, which, whoami } from './commands/system.ts'
import { test } from './commands/test.ts'
import { base64, cat, cut, grep, head, sort, tail, tee, tr, uniq, wc } from './commands/texts.ts'
import { shellProgram } from './shellProgram.ts'
import { type Tool, tool } from './Tool.ts'

const TOOLS: ReadonlyMap<string, Tool> = new Map<string, Tool>([
  ['[', test('[')],
  ['base64', base64],
  ['basename', basename],
  ['cat', cat],
  ['chmod', tool(() => 0)],
  ['chown', tool(() => 0)],
  ['clear', prints('\u001b[H\u001b[J')],
  ['cp', copying('cp')],
  ['cut', cut],
  ['date', date],
  ['df', df],
  ['dirname', dirname],
  ['echo', echo(false)],
  ['env', env],
  ['expr', expr],
  ['false', tool(() => 1)],
  ['find', find],
  ['free', free],
  ['grep', grep],
  ['head', head],
  ['hostname', hostname],
  ['id', id],
  ['kill', kill],
  ['killall', killall],
  ['killall', killall],
  ['ls', ls],
  ['mkdir', mkdir],
  ['mv', copying('mv')],
  ['nproc', prints('2')],
  ['nslookup', nslookup],
  ['printenv', printenv],
  ['printf', printf],
  ['ps', ps],
  ['pwd', pwd],
  ['readlink', readlink],
  ['rm', rm],
  ['rmdir', rmdir],
  ['seq', seq],
  ['sleep', sleep],
  ['sort', sort],
  ['stty', stty],
  ['sync', tool(() => 0)],
  ['tail', tail],
  ['tee', tee],
  ['test', test('test')],
  ['timeout', timeout],
  ['touch', touch],
  ['tr', tr],
  ['true', tool(() => 0)],
  ['tty', tty],
  ['uname', uname],
  ['uniq', uniq],
  ['wc', wc],
  ['which', which],
  ['whoami', whoami],
  ['yes', yes],
])

/** Whose tools an image has: busybox's under /bin, or those of Debian with bash. `curl` where the image has it. */
export function toolPrograms(kind: 'busybox' | 'debian', more: { readonly curl?: boolean; readonly bash?: boolean } = {}): ReadonlyMap<string, Program> {
  const programs = new Map<string, Program>()
  for (const [name, run] of TOOLS) programs.set(`/bin/${name}`, (process) => run(process, process.argv.slice(1)))
  const shell = shellProgram(kind === 'busybox' ? 'ash' : 'dash')
  programs.set('/bin/sh', shell)
  if (kind === 'busybox') {
    programs.set('/bin/ash', shell)
    programs.set('/bin/wget', (process) => wget(process, process.argv.slice(1)))
    programs.set('/bin/busybox', (process) => busybox(process))
  }
  if (more.curl === true) programs.set('/usr/bin/curl', (process) => curl(process, process.argv.slice(1)))
  if (more.bash === true) programs.set('/bin/bash', shellProgram('bash'))
  return programs
}

const busybox: Program = function* busybox(process) {
  const [, name, ...args] = process.argv
  const run = name === undefined ? undefined : TOOLS.get(name)
  if (run !== undefined) return yield* run(process, args)
  if (name === undefined) process.print(`BusyBox v1.36.1 multi-call binary.\nBusyBox is copyrighted by many authors between 1998-2015.\n`)
  else process.complain(`${name}: applet not found\n`)
  return name === undefined ? 0 : 127
}
