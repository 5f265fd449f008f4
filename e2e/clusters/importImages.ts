import { createHash } from 'node:crypto'
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Binaries } from './buildBinaries.ts'
import { run, runOrThrow } from './run.ts'

export const PAUSE_IMAGE = 'registry.k8s.io/pause:3.10.1'
const AGNHOST_IMAGE = 'registry.k8s.io/e2e-test-images/agnhost:2.63.0'
const BUSYBOX_IMAGE = 'docker.io/library/busybox:1.36'
const HELLO_IMAGE = 'binnacle.dev/hello-node:1'
const HELLO = ['/agnhost', 'netexec', '--http-port=8080', '--udp-port=-1', '--http-override=/echo?msg=Hello+World!']

const ARCHITECTURES: Partial<Record<string, string>> = { x64: 'amd64', arm64: 'arm64' }
const PATH = 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'
/** Raised when the recipe below changes, so that older archives are not used again. */
const RECIPE = 1

interface Image {
  name: string
  layers: readonly string[]
  entrypoint?: readonly string[]
  command?: readonly string[]
}

/** Puts the images of the tests into containerd, so that pods find them without pulling. */
export async function importImages(socket: string, binaries: Binaries): Promise<void> {
  const archive = join(binaries.folder, `images-${RECIPE}.tar`)
  if (!existsSync(archive)) await writeArchive(archive, binaries)
  await runOrThrow('ctr', ['--address', socket, '--namespace', 'k8s.io', 'images', 'import', archive])
}

/** All images in one archive as `docker save` writes it: layers, a configuration each, and a list of them. */
async function writeArchive(archive: string, binaries: Binaries): Promise<void> {
  const work = mkdtempSync(join(tmpdir(), 'binnacle-images-'))
  try {
    const pause = await layer(work, 'pause', (root) => copyProgram(binaries.pause, join(root, 'pause')))
    const busybox = await layer(work, 'busybox', layBusybox)
    const curl = await layer(work, 'curl', layCurl)
    const agnhost = await layer(work, 'agnhost', (root) => copyProgram(binaries.agnhost, join(root, 'agnhost')))
    const tools = [busybox, curl, agnhost]
    const images: readonly Image[] = [
      { name: PAUSE_IMAGE, layers: [pause], entrypoint: ['/pause'] },
      { name: BUSYBOX_IMAGE, layers: [busybox], command: ['sh'] },
      { name: AGNHOST_IMAGE, layers: tools, entrypoint: ['/agnhost'], command: ['pause'] },
      { name: HELLO_IMAGE, layers: tools, entrypoint: HELLO },
    ]
    const manifest = images.map((image, index) => describe(work, image, `image-${index}.json`))
    writeFileSync(join(work, 'manifest.json'), JSON.stringify(manifest))
    const files = ['manifest.json', ...manifest.map(({ Config }) => Config), pause, ...tools]
    await runOrThrow('tar', ['-C', work, '-cf', `${archive}.unfinished`, ...files])
    renameSync(`${archive}.unfinished`, archive)
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

function describe(work: string, { name, layers, entrypoint, command }: Image, file: string): { Config: string; RepoTags: string[]; Layers: readonly string[] } {
  const digest = (path: string): string =>
    createHash('sha256')
      .update(readFileSync(join(work, path)))
      .digest('hex')
  const configuration = {
    architecture: ARCHITECTURES[process.arch] ?? process.arch,
    os: 'linux',
    config: { Entrypoint: entrypoint, Cmd: command, Env: [PATH], WorkingDir: '/' },
    rootfs: { type: 'layers', diff_ids: layers.map((path) => `sha256:${digest(path)}`) },
  }
  writeFileSync(join(work, file), JSON.stringify(configuration))
  return { Config: file, RepoTags: [name], Layers: layers }
}

/** One layer, the same bytes each time: names sorted, owned by root, without dates. */
async function layer(work: string, name: string, fill: (root: string) => unknown): Promise<string> {
  const root = join(work, name)
  mkdirSync(root)
  chmodSync(root, 0o755)
  await fill(root)
  const sameBytes = ['--sort=name', '--owner=0', '--group=0', '--numeric-owner', '--mtime=@0']
  await runOrThrow('tar', [...sameBytes, '-C', root, '-cf', join(work, `${name}.tar`), '.'])
  return `${name}.tar`
}

async function layBusybox(root: string): Promise<void> {
  const busybox = (await runOrThrow('sh', ['-c', 'command -v busybox'])).trim()
  if ((await run('ldd', [busybox])).code === 0) throw new Error(`${busybox} is not static; install busybox-static`)
  copyProgram(busybox, join(root, 'bin', 'busybox'))
  const names = (await runOrThrow(busybox, ['--list'])).trim().split('\n')
  for (const name of names.filter((other) => other !== 'busybox')) symlinkSync('busybox', join(root, 'bin', name))
  for (const [folder, mode] of [
    ['tmp', 0o1777],
    ['etc', 0o755],
    ['root', 0o700],
    ['home', 0o755],
  ] as const) {
    mkdirSync(join(root, folder))
    chmodSync(join(root, folder), mode)
  }
  writeFileSync(join(root, 'etc', 'passwd'), 'root:x:0:0:root:/root:/bin/sh\nuser:x:1000:1000:user:/home:/bin/sh\nnobody:x:65534:65534:nobody:/:/bin/false\n')
  writeFileSync(join(root, 'etc', 'group'), 'root:x:0:\nuser:x:1000:\nnogroup:x:65534:\n')
}

/** The machine's own curl, with the libraries it loads at the places where it looks for them. */
async function layCurl(root: string): Promise<void> {
  const curl = (await runOrThrow('sh', ['-c', 'command -v curl'])).trim()
  copyProgram(curl, join(root, 'usr', 'bin', 'curl'))
  const libraries = (await runOrThrow('ldd', [curl])).match(/\/\S+/g) ?? []
  for (const library of libraries) copyProgram(library, join(root, library))
}

function copyProgram(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true })
  copyFileSync(realpathSync(from), to)
  chmodSync(to, 0o755)
}
