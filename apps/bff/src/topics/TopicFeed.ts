import type { Clock } from '@binnacle/shared'
import type { Outlet } from './Outlet.ts'
import type { SharedTopic, Subscriber } from './Topic.ts'

/** A browser that asks for one snapshot after another gets them at most this often (ms). */
export const MIN_RESYNC_MS = 250

/**
 * One topic on its way to one browser: every frame in turn, or, after something had to be left out, nothing until one snapshot brings it up to date.
 */
export class TopicFeed implements Subscriber {
  readonly topic: SharedTopic
  readonly #outlet: Outlet
  readonly #clock: Clock
  readonly #leave: () => void
  #owed = false
  #snapshotAt = Number.NEGATIVE_INFINITY
  #cancelWait: (() => void) | null = null

  constructor(topic: SharedTopic, outlet: Outlet, clock: Clock) {
    this.topic = topic
    this.#outlet = outlet
    this.#clock = clock
    this.#leave = topic.join(this)
  }

  frame(bytes: Uint8Array): void {
    if (this.#owed) return
    if (this.#outlet.full) this.reset()
    else this.#outlet.send(bytes)
  }

  /** A fresh snapshot as soon as there is room; frames up to then are in it. */
  reset(): void {
    this.#cancelWait?.()
    this.#cancelWait = null
    this.#owed = true
    this.#outlet.owe(this)
  }

  /** The browser asks for everything again. */
  resync(): void {
    if (this.#owed) return
    const wait = this.#snapshotAt + MIN_RESYNC_MS - this.#clock.now()
    if (wait <= 0) return this.reset()
    this.#owed = true
    this.#cancelWait = this.#clock.after(wait, () => this.reset())
  }

  pay(): void {
    this.#owed = false
    this.#snapshotAt = this.#clock.now()
    this.#outlet.sendSnapshot(this.topic.snapshot())
  }

  close(): void {
    this.#cancelWait?.()
    this.#leave()
    this.#outlet.forget(this)
  }
}
