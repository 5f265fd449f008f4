import type { Api, User } from '../apiserver/Api.ts'
import type { Program } from '../containers/Process.ts'
import { toolPrograms } from '../shell/toolPrograms.ts'
import { agnhost } from './agnhost.ts'
import type { ImageContent } from './ImageContent.ts'
import { imageName } from './ImageName.ts'

/** Images that a cluster's owner adds: by name, what their main program is, given its environment when it starts. */
export type DeclaredImages = { readonly [name: string]: (of: { readonly env: Readonly<Record<string, string>> }) => Program }

export type CatalogueParts = { readonly images: DeclaredImages; readonly apiFor: ((user: User) => Api) | undefined }

/** Finds images by name; null for whatever no registry has. Tags that end in `-nope` are never found, for rollouts that are to fail. */
export function createCatalogue({ images }: CatalogueParts): (name: string) => ImageContent | null {
  const declared = new Map(Object.entries(images).map(([name, program]) => [imageName(name).full, program]))
  const known = new Map<string, ImageContent | null>()
  const find = (name: string): ImageContent | null => {
    const { registry, repository, tag, full } = imageName(name)
    const own = declared.get(full)
    if (own !== undefined) return declaredContent(own)
    if (tag.endsWith('-nope')) return null
    if (`${registry}/${repository}` === 'registry.k8s.io/e2e-test-images/agnhost') return agnhostContent()
    return `${registry}/${repository}` === 'docker.io/library/busybox' ? busyboxContent() : null
  }
  return (name) => {
    const found = known.get(name)
    if (found !== undefined) return found
    const content = find(name)
    known.set(name, content)
    return content
  }
}

const PASSWD = 'root:x:0:0:root:/root:/bin/sh\nuser:x:1000:1000:user:/home:/bin/sh\nnobody:x:65534:65534:nobody:/:/bin/false\n'

function agnhostContent(): ImageContent {
  const programs = new Map([...toolPrograms('busybox', { curl: true }), ['/agnhost', agnhost]])
  return { entrypoint: ['/agnhost'], command: ['pause'], sizeBytes: 52_800_000, programs, flavour: 'busybox', files: { '/etc/passwd': PASSWD } }
}

function busyboxContent(): ImageContent {
  return { entrypoint: [], command: ['sh'], sizeBytes: 2_215_678, programs: toolPrograms('busybox'), flavour: 'busybox', files: { '/etc/passwd': PASSWD } }
}

function declaredContent(declared: DeclaredImages[string]): ImageContent {
  const main: Program = (process) => declared({ env: process.env })(process)
  return { entrypoint: ['/app'], command: [], sizeBytes: 24_000_000, programs: new Map([['/app', main]]) }
}
