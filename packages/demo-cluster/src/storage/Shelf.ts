import type { KubeObject } from '../objects.ts'

/**
 * The objects of one resource in one namespace, by name and always in the order of their names. Names are put in place as they come, so that nothing is ever sorted;
 * a listing is made when somebody asks and shared until the next write.
 */
export class Shelf {
  readonly #objects = new Map<string, KubeObject>()
  readonly #names: string[] = []
  #listed: readonly KubeObject[] | null = null

  get size(): number {
    return this.#names.length
  }

  get(name: string): KubeObject | undefined {
    return this.#objects.get(name)
  }

  put(name: string, object: KubeObject): void {
    if (!this.#objects.has(name)) this.#names.splice(this.#placeOf(name), 0, name)
    this.#objects.set(name, object)
    this.#listed = null
  }

  remove(name: string): void {
    if (!this.#objects.delete(name)) return
    this.#names.splice(this.#placeOf(name), 1)
    this.#listed = null
  }

  list(): readonly KubeObject[] {
    this.#listed ??= this.#names.flatMap((name) => this.#objects.get(name) ?? [])
    return this.#listed
  }

  /** Where the name is, or would be put. */
  #placeOf(name: string): number {
    let from = 0
    let to = this.#names.length
    while (from < to) {
      const middle = (from + to) >> 1
      if ((this.#names[middle] ?? '') < name) from = middle + 1
      else to = middle
    }
    return from
  }
}
