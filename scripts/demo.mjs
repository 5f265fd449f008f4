// `npm run binnacle-demo`: installs what is missing, then runs a simulated cluster in the foreground, from its sources.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { install, requireNode, root } from './install.mjs'

requireNode()
install()

const main = join(root, 'packages/demo-cluster/src/bin/main.ts')
const demo = spawn(process.execPath, ['--import', 'tsx', '--conditions=@binnacle/source', main, ...process.argv.slice(2)], { cwd: root, stdio: 'inherit' })
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => demo.kill(signal))
// npm ends its shell when it is told to end, and the shell tells nobody: then whoever started us is gone, and so is the reason to run.
const parent = process.ppid
if (process.env.npm_lifecycle_event) setInterval(() => process.ppid === parent || demo.kill('SIGTERM'), 500)
demo.on('error', (fault) => {
  console.error(`The demo cannot be started: ${fault.message}`)
  process.exit(1)
})
demo.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGKILL' ? 137 : 1)))
