import type { ApiFor } from '../images/apiProgram.ts'
import { createCatalogue, type DeclaredImages } from '../images/createCatalogue.ts'
import type { ImageContent } from '../images/ImageContent.ts'
import type { ContainerRuntime, ContainerStart, Image, RuntimeParts } from './Container.ts'
import type { Layer } from './Files.ts'
import { PodNetworks, type Resolve } from './PodNetworks.ts'
import { startContainer } from './startContainer.ts'
import { imageLayer } from './systemFiles.ts'

export type RuntimeOptions = RuntimeParts & {
  /** Images beyond the ones that this cluster knows, by name: what their main program is. */
  readonly images?: DeclaredImages
  /** The cluster's own API as somebody may use it, for programs that call it. Without it they find nothing to connect to. */
  readonly apiFor?: ApiFor
  /** Services and whatever else lies beyond pods. */
  readonly resolve?: Resolve
}

/**
 * The containers of all nodes of one cluster. Programs are simulated: they run on the cluster's clock, print and answer what the real images do, and know a shell.
 * There is no network but HTTP between pods, and nothing outside the cluster.
 */
export function createRuntime(options: RuntimeOptions): ContainerRuntime {
  const { clock, random, images = {}, apiFor, resolve = () => null } = options
  const catalogue = createCatalogue({ images, apiFor })
  const networks = new PodNetworks(resolve)
  const digests = new Map<string, string>()
  const layers = new Map<ImageContent, Layer>()

  const describe = (name: string, content: ImageContent): Image => {
    const { entrypoint, command, env = {}, workingDir = '/', sizeBytes } = content
    const digest = digests.get(name) ?? digestOf(name)
    digests.set(name, digest)
    return { entrypoint, command, env, workingDir, sizeBytes, digest }
  }

  return {
    image(name) {
      const found = catalogue(name)
      return found === null ? null : describe(name, found)
    },
    start(start: ContainerStart) {
      const content = catalogue(start.image)
      if (content === null) return { ok: false, message: `failed to resolve image "${start.image}": not found` }
      const layer = layers.get(content) ?? imageLayer(content)
      layers.set(content, layer)
      return startContainer({ clock, random, networks, layer }, start, content)
    },
  }
}

/** The same for every cluster, as images are: nothing is drawn for it. */
function digestOf(name: string): string {
  let hex = ''
  for (let part = 0; hex.length < 64; part++) {
    let hash = 0x811c9dc5 ^ part
    for (const character of name) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0
    hex += hash.toString(16).padStart(8, '0')
  }
  return `sha256:${hex}`
}
