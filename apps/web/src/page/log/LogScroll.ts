/** `following`: the end is in view and stays there. Otherwise `since` is the number of the first line that came after the reader left the end. */
export type Following = { readonly following: true } | { readonly following: false; readonly since: number }

/** So near the end (px) counts as at the end: browsers round. */
const NEAR = 4

/**
 * Keeps the end of a growing text in view for as long as the reader stays there, and never moves it otherwise. Only the reader's own scrolling leaves
 * the end; growth does not.
 */
export class LogScroll {
  readonly #end: () => number
  readonly #listeners = new Set<() => void>()
  #state: Following = { following: true }
  #box: HTMLElement | null = null
  #top = 0

  /** `end` numbers the line that comes next. */
  constructor(end: () => number) {
    this.#end = end
  }

  readonly get = (): Following => this.#state

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
    }
  }

  /** For the `ref` of the box that scrolls; its first child holds the text. Gives back the end of it. */
  readonly attach = (box: HTMLElement): (() => void) => {
    this.#box = box
    const stay = new ResizeObserver(() => this.#stay())
    stay.observe(box)
    if (box.firstElementChild) stay.observe(box.firstElementChild)
    const scrolled = (): void => this.#scrolled()
    box.addEventListener('scroll', scrolled, { passive: true })
    this.#stay()
    return () => {
      stay.disconnect()
      box.removeEventListener('scroll', scrolled)
      this.#box = null
    }
  }

  readonly toEnd = (): void => {
    this.#set({ following: true })
    this.#stay()
  }

  #stay(): void {
    if (!this.#box || !this.#state.following) return
    this.#box.scrollTop = this.#box.scrollHeight
    this.#top = this.#box.scrollTop
  }

  #scrolled(): void {
    if (!this.#box) return
    const { scrollTop, scrollHeight, clientHeight } = this.#box
    const upwards = scrollTop < this.#top
    this.#top = scrollTop
    if (scrollHeight - scrollTop - clientHeight <= NEAR) this.#set({ following: true })
    else if (upwards && this.#state.following) this.#set({ following: false, since: this.#end() })
  }

  #set(state: Following): void {
    if (state.following === this.#state.following) return
    this.#state = state
    for (const listener of this.#listeners) listener()
  }
}
