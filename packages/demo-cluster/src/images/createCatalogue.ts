import type { Api, User } from '../apiserver/Api.ts'
import type { Program } from '../containers/Process.ts'
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
    return null
  }
  return (name) => {
    const found = known.get(name)
    if (found !== undefined) return found
    const content = find(name)
    known.set(name, content)
    return content
  }
}

function agnhostContent(): ImageContent {
  return { entrypoint: ['/agnhost'], command: ['pause'], sizeBytes: 52_800_000, programs: new Map([['/agnhost', agnhost]]) }
}

function declaredContent(declared: DeclaredImages[string]): ImageContent {
  const main: Program = (process) => declared({ env: process.env })(process)
  return { entrypoint: ['/app'], command: [], sizeBytes: 24_000_000, programs: new Map([['/app', main]]) }
}
