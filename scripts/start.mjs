// `npm start`: installs and builds what is missing or out of date, then runs Binnacle in the foreground.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { build } from './build.mjs'
import { install, requireNode, root } from './install.mjs'

requireNode()
install()
build()

const server = spawn(process.execPath, [join(root, 'apps/bff/dist/main.mjs'), ...process.argv.slice(2)], { stdio: 'inherit' })
// The server ends in its own time; this process only waits for it and ends with the same code.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => server.kill(signal))
// npm ends its shell when it is told to end, and the shell tells nobody: then whoever started us is gone, and so is the reason to run.
const parent = process.ppid
if (process.env.npm_lifecycle_event) setInterval(() => process.ppid === parent || server.kill('SIGTERM'), 500)
server.on('error', (fault) => {
  console.error(`The server cannot be started: ${fault.message}`)
  process.exit(1)
})
server.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGKILL' ? 137 : 1)))
