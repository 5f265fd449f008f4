import type { Clock } from '../clock.ts'
import type { ContainerRuntime, Image } from '../containers/Container.ts'
import type { Pace } from '../Pace.ts'
import { imageName } from './imageName.ts'
import type { Routine } from './Routine.ts'

/** Checking a tag against its registry takes less than fetching an image. */
const CHECK = 0.2

export type Pulled =
  | { readonly ok: true; readonly image: Image; readonly took: number; readonly withWaiting: number }
  | { readonly ok: false; readonly message: string }

/** The images on one node. They come by being pulled, one at a time as kubelets do, and stay. */
export class NodeImages {
  readonly #parts: { readonly clock: Clock; readonly pace: Pace; readonly runtime: ContainerRuntime }
  readonly #present = new Map<string, Image>()
  #pulling = false
  #waiting: (() => void)[] = []

  constructor(parts: { readonly clock: Clock; readonly pace: Pace; readonly runtime: ContainerRuntime }) {
    this.#parts = parts
  }

  /** By the names that containerd completes, in the order they came. */
  get all(): ReadonlyMap<string, Image> {
    return this.#present
  }

  /** The image, where it is here; `built` says that one nobody pulls counts as built on the node. */
  find(name: string, built: boolean): Image | null {
    const full = imageName(name)
    if (!full.ok) return null
    return this.#present.get(full.full) ?? (built ? this.#add(full.full, name) : null)
  }

  /** Here from the beginning, as for the pods that a kubelet finds running. */
  adopt(name: string): Image | null {
    return this.find(name, true)
  }

  *pull(name: string): Routine<Pulled> {
    const { clock, pace, runtime } = this.#parts
    const full = imageName(name)
    if (!full.ok) return full
    const asked = clock.now()
    if (this.#pulling) yield (go) => this.#queue(go)
    this.#pulling = true
    try {
      const took = pace.pull * (this.#present.has(full.full) || runtime.image(name) === null ? CHECK : 1)
      yield took
      const image = this.#present.get(full.full) ?? this.#add(full.full, name)
      return image ? { ok: true, image, took, withWaiting: clock.now() - asked } : { ok: false, message: missing(full) }
    } finally {
      this.#pulling = false
      this.#waiting.shift()?.()
    }
  }

  #queue(go: () => void): () => void {
    this.#waiting.push(go)
    return () => {
      this.#waiting = this.#waiting.filter((other) => other !== go)
    }
  }

  #add(full: string, name: string): Image | null {
    const image = this.#parts.runtime.image(name)
    if (image) this.#present.set(full, image)
    return image
  }
}

/** What containerd 2 says about an image that its registry does not have. */
function missing({ full, registry }: { readonly full: string; readonly registry: string }): string {
  const why =
    registry === 'docker.io'
      ? 'pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed'
      : `${full}: not found`
  return `failed to pull and unpack image "${full}": failed to resolve reference "${full}": ${why}`
}
