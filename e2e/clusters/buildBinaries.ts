import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { cacheFolder } from './cacheFolder.ts'
import { report } from './report.ts'
import { run, runOrThrow } from './run.ts'
import { withLock } from './withLock.ts'

const MODULE = fileURLToPath(new URL('localkube/', import.meta.url))
const KUBERNETES_VERSION = 'v1.36.3'
const BUILD_SECONDS = 1800

/** What each program is built from. kubectl stands alone because it starts twice as fast as it would inside localkube. */
const PROGRAMS = {
  localkube: '.',
  kubectl: 'k8s.io/kubernetes/cmd/kubectl',
  agnhost: 'k8s.io/kubernetes/test/images/agnhost',
  pause: './pause',
}

export type Binaries = Record<keyof typeof PROGRAMS, string> & { folder: string }

/** Paths of the built programs, built first where this machine has not built exactly these sources before. */
export async function buildBinaries(): Promise<Binaries> {
  const built = builtBinaries()
  if (built) return built
  const folder = join(cacheFolder(), sourceHash())
  const lock = { what: 'another build of the same binaries', seconds: BUILD_SECONDS }
  await withLock(join(cacheFolder(), 'build.lock'), lock, () => build(folder))
  return binariesIn(folder)
}

/** Paths of the built programs where this machine has built exactly these sources before. */
export function builtBinaries(): Binaries | undefined {
  const folder = join(cacheFolder(), sourceHash())
  return areBuilt(folder) ? binariesIn(folder) : undefined
}

function binariesIn(folder: string): Binaries {
  return {
    folder,
    localkube: join(folder, 'localkube'),
    kubectl: join(folder, 'kubectl'),
    agnhost: join(folder, 'agnhost'),
    pause: join(folder, 'pause'),
  }
}

function areBuilt(folder: string): boolean {
  return Object.keys(PROGRAMS).every((name) => existsSync(join(folder, name)))
}

async function build(folder: string): Promise<void> {
  if (areBuilt(folder)) return
  if ((await run('go', ['version']).catch(() => undefined)) === undefined) {
    throw new Error('building the test cluster needs Go 1.26 or later on PATH (https://go.dev/dl)')
  }
  mkdirSync(folder, { recursive: true })
  for (const [name, source] of Object.entries(PROGRAMS)) {
    if (existsSync(join(folder, name))) continue
    report(`building ${name} of Kubernetes ${KUBERNETES_VERSION} (the first time: minutes)`)
    const unfinished = join(folder, `${name}.unfinished`)
    const args = ['-n', '5', 'go', 'build', '-trimpath', '-ldflags', linkerFlags(), '-o', unfinished, source]
    await runOrThrow('nice', args, { cwd: MODULE, env: { ...process.env, CGO_ENABLED: '0', GOFLAGS: '-buildvcs=false' } })
    renameSync(unfinished, join(folder, name))
  }
}

/** Without these, server and kubectl would call themselves v0.0.0. */
function linkerFlags(): string {
  const [major, minor] = KUBERNETES_VERSION.slice(1).split('.')
  const stamps = { gitVersion: KUBERNETES_VERSION, gitMajor: major, gitMinor: minor, gitTreeState: 'clean' }
  const flags = Object.entries(stamps).map(([name, value]) => `-X k8s.io/component-base/version.${name}=${value}`)
  return ['-s', '-w', ...flags].join(' ')
}

function sourceHash(): string {
  const hash = createHash('sha256').update(KUBERNETES_VERSION)
  const files = readdirSync(MODULE, { recursive: true, withFileTypes: true })
    .map((file) => relative(MODULE, join(file.parentPath, file.name)))
    .filter((file) => file.endsWith('.go') || file === 'go.mod' || file === 'go.sum')
  for (const file of files.sort()) hash.update(file).update(readFileSync(join(MODULE, file)))
  return hash.digest('hex').slice(0, 16)
}
