import type { Program } from '../containers/Process.ts'
import { toolPrograms } from '../shell/toolPrograms.ts'
import { agnhost } from './agnhost.ts'
import type { ApiFor } from './apiProgram.ts'
import type { ImageContent } from './ImageContent.ts'
import { imageName } from './ImageName.ts'
import { jobDaemon } from './jobDaemon.ts'
import { nginx, nginxFiles } from './nginx.ts'
import { bootcamp, echoServer, helloNode } from './nodeServers.ts'
import { podKiller } from './podKiller.ts'
import { systemProgram } from './systemPrograms.ts'

/** Images that a cluster's owner adds: by name, what their main program is, given its environment when it starts. */
export type DeclaredImages = { readonly [name: string]: (of: { readonly env: Readonly<Record<string, string>> }) => Program }

type CatalogueParts = { readonly images: DeclaredImages; readonly apiFor: ApiFor | undefined }

type Published = { readonly tags: RegExp; readonly content: (tag: string, repository: string) => ImageContent }

const ANY = /^/
const PASSWD = 'root:x:0:0:root:/root:/bin/sh\nuser:x:1000:1000:user:/home:/bin/sh\nnobody:x:65534:65534:nobody:/:/bin/false\n'
const BUSYBOX_TAGS = /^(latest|stable|unstable|glibc|musl|uclibc|1(\.([0-9]|[123][0-9]))?(\.\d+)?)(-\w+)?$|^sha256:/
const NGINX_TAGS = /^(latest|stable|mainline|alpine|perl|1(\.([0-9]|[12][0-9]))?(\.\d{1,2})?)(-[a-z-]+)?$|^sha256:/

/** Finds images by name; null for whatever no registry has. Tags that end in `-nope` are never found, for rollouts that are to fail. */
export function createCatalogue({ images, apiFor }: CatalogueParts): (name: string) => ImageContent | null {
  const declared = new Map(Object.entries(images).map(([name, program]) => [imageName(name).full, program]))
  const published = publishedImages(apiFor)
  const known = new Map<string, ImageContent | null>()
  const find = (name: string): ImageContent | null => {
    const { registry, repository, tag, full } = imageName(name)
    const own = declared.get(full)
    if (own !== undefined) return debian((process) => own({ env: process.env })(process), { entrypoint: '/app', sizeBytes: 24_000_000 })
    if (tag.endsWith('-nope')) return null
    const found = published.get(`${registry}/${repository}`)
    if (found !== undefined) return found.tags.test(tag) ? found.content(tag, repository) : null
    const system = registry === 'registry.k8s.io' || registry === 'gcr.io' ? systemProgram(repository) : null
    return system === null ? null : bare(system, repository.split('/').pop() ?? '')
  }
  return (name) => {
    const found = known.get(name)
    if (found !== undefined) return found
    const content = find(name)
    known.set(name, content)
    return content
  }
}

function publishedImages(apiFor: ApiFor | undefined): ReadonlyMap<string, Published> {
  const bootcampImage: Published = {
    tags: /^v[12]$/,
    content: (tag) => debian(bootcamp(tag.slice(1)), { entrypoint: '/usr/local/bin/node', args: ['server.js'], sizeBytes: 211_000_000 }),
  }
  const echoServerImage: Published = { tags: ANY, content: () => debian(echoServer, { entrypoint: '/usr/local/bin/run.sh', sizeBytes: 43_800_000 }) }
  const nodeImage: Published = {
    tags: ANY,
    content: () => debian(helloNode, { entrypoint: '/usr/local/bin/node', args: ['server.js'], sizeBytes: 245_000_000 }),
  }
  return new Map<string, Published>([
    ['registry.k8s.io/e2e-test-images/agnhost', { tags: ANY, content: agnhostContent }],
    ['docker.io/library/busybox', { tags: BUSYBOX_TAGS, content: busyboxContent }],
    ['docker.io/library/nginx', { tags: NGINX_TAGS, content: nginxContent }],
    ['gcr.io/hello-minikube-zero-install/hello-node', nodeImage],
    ['registry.k8s.io/echoserver', echoServerImage],
    ['gcr.io/google_containers/echoserver', echoServerImage],
    ['gcr.io/google-samples/kubernetes-bootcamp', bootcampImage],
    ['docker.io/jocatalin/kubernetes-bootcamp', bootcampImage],
    ['registry.k8s.io/pause', { tags: ANY, content: () => bare(silentPause, 'pause') }],
    ['docker.io/binnacle-demo/job-daemon', { tags: ANY, content: () => debian(jobDaemon(apiFor), { entrypoint: '/app/job-daemon', sizeBytes: 38_000_000 }) }],
    ['docker.io/binnacle-demo/pod-killer', { tags: ANY, content: () => debian(podKiller(apiFor), { entrypoint: '/app/pod-killer', sizeBytes: 38_000_000 }) }],
  ])
}

function agnhostContent(): ImageContent {
  const programs = new Map([...toolPrograms('busybox', { curl: true }), ['/agnhost', agnhost]])
  return { entrypoint: ['/agnhost'], command: ['pause'], sizeBytes: 52_800_000, programs, flavour: 'busybox', files: { '/etc/passwd': PASSWD } }
}

function busyboxContent(): ImageContent {
  return { entrypoint: [], command: ['sh'], sizeBytes: 2_215_678, programs: toolPrograms('busybox'), flavour: 'busybox', files: { '/etc/passwd': PASSWD } }
}

function nginxContent(): ImageContent {
  const content = debian(nginx, { entrypoint: '/usr/sbin/nginx', args: ['-g', 'daemon off;'], sizeBytes: 72_400_000 })
  return { ...content, files: { ...content.files, ...nginxFiles } }
}

type Made = { readonly entrypoint: string; readonly args?: readonly string[]; readonly sizeBytes: number }

/** A program in an image of Debian's, with its tools, curl and bash. */
function debian(program: Program, { entrypoint, args = [], sizeBytes }: Made): ImageContent {
  const programs = new Map([...toolPrograms('debian', { bash: true, curl: true }), [entrypoint, program]])
  const release = 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nNAME="Debian GNU/Linux"\nVERSION_ID="12"\nID=debian\n'
  return { entrypoint: [entrypoint], command: args, sizeBytes, programs, flavour: 'gnu', files: { '/etc/passwd': PASSWD, '/etc/os-release': release } }
}

/** An image that holds nothing but its program: at the root, and along PATH. */
function bare(program: Program, name: string): ImageContent {
  const programs = new Map([`/${name}`, `/usr/local/bin/${name}`].map((path) => [path, program]))
  return { entrypoint: [`/${name}`], command: [], sizeBytes: 28_000_000, programs }
}

const silentPause: Program = function* silentPause(process) {
  process.onSignal('TERM', 'catch')
  process.onSignal('INT', 'catch')
  while (process.pending.length === 0) yield process.signalled
  return 0
}
