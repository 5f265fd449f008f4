// `pnpm dev`: the page from vite's own server, reloaded as it changes, and the server restarted as it changes. Host and Origin are checked as ever.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { bin, install, requireNode, root } from './install.mjs'

/** Where vite serves the page; fixed in apps/web/vite.config.ts. */
const PAGE_PORT = 7771
const port = process.env.BINNACLE_PORT || '7770'

requireNode()
install()

const page = [`127.0.0.1:${PAGE_PORT}`, `localhost:${PAGE_PORT}`]
const allowed = [process.env.ALLOWED_HOSTS, ...page].filter(Boolean).join(',')
// Sources that change all the time have no id: the page and the server belong together whatever either of them was made of.
const env = { ...process.env, BINNACLE_BUILD: 'dev', BINNACLE_PORT: port, ALLOWED_HOSTS: allowed, BINNACLE_URL: `http://127.0.0.1:${port}` }
const children = [
  spawn(bin('tsx'), ['watch', '--clear-screen=false', '--conditions=@binnacle/source', 'src/main.ts', ...process.argv.slice(2)], {
    cwd: join(root, 'apps/bff'),
    env,
    stdio: 'inherit',
  }),
  spawn(bin('vite'), ['--host', '127.0.0.1'], { cwd: join(root, 'apps/web'), env, stdio: ['ignore', 'inherit', 'inherit'] }),
]
console.error(`The page that reloads itself is at http://127.0.0.1:${PAGE_PORT}: open the printed link with this port.`)

const end = (signal) => {
  for (const child of children) child.kill(signal)
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => end(signal))
// One without the other is of no use.
for (const child of children) {
  child.on('exit', (code) => {
    process.exitCode ??= code ?? 0
    end('SIGTERM')
  })
}
