import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isLoopback } from './access/origin.ts'
import { systemClock } from './clock.ts'
import { type Config, readConfig } from './config.ts'
import { openContexts } from './kube/connect.ts'
import { type Binnacle, logLine, startBinnacle } from './startBinnacle.ts'

/** Written in by the build: names the sources of this server and of the page that belongs to it. */
declare const __BUILD__: string | undefined
const build = typeof __BUILD__ === 'string' ? __BUILD__ : 'dev'

/** Requests under way get this long when Binnacle ends. */
const DRAIN_MS = 5_000
const SAME_ASKING_MS = 500

const config = configOrEnd()
let binnacle: Binnacle | null = null
let endingSince: number | null = null

process.on('SIGTERM', () => end(0))
process.on('SIGINT', () => end(0))
process.on('SIGHUP', () => end(0))
// Whatever nobody caught left something in a state that nobody knows: say it, let requests finish, and start afresh.
process.on('uncaughtException', (fault) => crash('uncaught exception', fault))
process.on('unhandledRejection', (fault) => crash('unhandled rejection', fault))

try {
  binnacle = await startBinnacle({
    config,
    contexts: openContexts({
      kubeconfig: config.kubeconfig,
      home: config.home,
      clock: systemClock,
      demoOnly: config.demoOnly,
      away: !isLoopback(config.host),
    }),
    clock: systemClock,
    build,
    page: join(dirname(fileURLToPath(import.meta.url)), '../../web/dist'),
    log: (line) => void process.stdout.write(line),
    watchCurrent: true,
  })
} catch (fault) {
  process.stderr.write(`${fault instanceof Error ? fault.message : String(fault)}\n`)
  process.exit(1)
}
announce(binnacle)

function configOrEnd(): Config {
  const result = readConfig(process.env, process.argv.slice(2))
  if ('config' in result) return result.config
  for (const fault of result.faults) process.stderr.write(`${fault}\n`)
  process.exit(1)
}

function announce({ port, newLink }: Binnacle): void {
  const { host, readOnly, allowSystem } = config
  log('info', { msg: 'listening', mode: 'local', host, port, build, node: process.versions.node, pid: process.pid, readOnly, allowSystem })
  const printLink = (): void => void process.stderr.write(`Binnacle: ${newLink()}\n`)
  printLink()
  process.stderr.write('The link logs in once, within ten minutes. Press Enter for a new one.\n')
  process.stdin.on('data', printLink)
  // A terminal that goes away takes only the Enter key with it.
  process.stdin.on('error', () => undefined)
}

function crash(msg: string, fault: unknown): void {
  log('error', { msg, error: fault instanceof Error ? fault.stack : String(fault) })
  end(1)
}

/** Ends once; asked again, it ends at once. One Ctrl-C can arrive twice, from the terminal and from whoever started us. */
function end(code: number): void {
  const now = systemClock.now()
  if (binnacle === null || (endingSince !== null && now - endingSince > SAME_ASKING_MS)) process.exit(code)
  if (endingSince !== null) return
  endingSince = now
  const { done } = binnacle.close()
  void done.then(() => process.exit(code))
  systemClock.after(DRAIN_MS, () => process.exit(code))
}

function log(level: 'info' | 'error', about: Readonly<Record<string, unknown>>): void {
  process.stdout.write(logLine(systemClock, level, about))
}
