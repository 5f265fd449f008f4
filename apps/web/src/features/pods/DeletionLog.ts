import type { DeletionStory, Write } from './DeletionStory.ts'

/** The stories of this page that are still going on, for the chips at the rows. */
export class DeletionLog {
  readonly #stories = new Set<DeletionStory>()
  readonly #listeners = new Set<() => void>()

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  writeOf(uid: string): Write | null {
    for (const story of this.#stories) {
      const write = story.writeOf(uid)
      if (write !== null) return write
    }
    return null
  }

  add(story: DeletionStory): void {
    this.#stories.add(story)
    this.tell()
  }

  remove(story: DeletionStory): void {
    this.#stories.delete(story)
    this.tell()
  }

  tell(): void {
    for (const listener of this.#listeners) listener()
  }
}
