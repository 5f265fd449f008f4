import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = join(dirname(fileURLToPath(import.meta.url)), '..')

/** The package manager that package.json names, as `npx` starts it: nothing global is needed. */
const pnpm = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).packageManager

/** Says in one sentence what is missing when this Node is too old, and ends. */
export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const enough = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22
  if (enough) return
  console.error(`Binnacle needs Node 20.19 or newer (24 is advised); this is ${process.versions.node}.`)
  process.exit(1)
}

/** Installs what the lockfile names, unless the last installation was of this very lockfile. */
export function install() {
  const installed = join(root, 'node_modules/.modules.yaml')
  const lockfile = join(root, 'pnpm-lock.yaml')
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lockfile).mtimeMs) return
  console.error('Installing the packages that the lockfile names…')
  run('npx', ['--yes', pnpm, 'install', '--frozen-lockfile', '--reporter=append-only'], { stdio: ['ignore', 2, 2] })
}

/** Runs a command in the foreground; ends this process with its exit code if it fails. */
export function run(command, args, options = {}) {
  const done = tryRun(command, args, options)
  if (done !== 0) process.exit(done)
}

/** Runs a command in the foreground and answers its exit code. */
export function tryRun(command, args, options = {}) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: 'inherit', ...options })
  if (error) console.error(`${command}: ${error.message}`)
  return status ?? 1
}

/** Path of a program that a package of this repository brings. */
export const bin = (name) => join(root, 'node_modules/.bin', name)
