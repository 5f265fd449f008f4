import type { Failure } from '@binnacle/shared'
import { Backoff } from './Backoff.ts'
import type { WatchEnd } from './watchRows.ts'

/** What is forbidden or gone is asked for again this often. */
const REFUSED_RETRY_MS = 30_000
/** A stream that could not be read is replaced within this. */
const BROKEN_RETRY_MS = 1_000
/** So many failures in a row, and the list is tried in pages; so many errors in watches, and the list is made anew. */
const FAILED_LISTS = 2
const FAILED_WATCHES = 5
const SHORT_WATCHES = 2

/**
 * How to go on: from the last version or with a new list, after how long. `suspect`: look first whether the cluster is still there. `say`: the table is
 * stale now instead of after the grace, or is refused to us. `soon`: the list need not keep its distance to the last.
 */
export type Next = {
  readonly listAnew: boolean
  readonly waitMs: number
  readonly suspect?: boolean
  readonly say?: 'stale' | 'refused'
  readonly soon?: boolean
}

/** Decides what follows the end of a list or watch, knowing what went before it. */
export class Recovery {
  readonly #backoff: Backoff
  #shortWatches = 0
  #expiries = 0
  #failedLists = 0
  #failedWatches = 0
  #confirmed = false

  constructor(random: () => number) {
    this.#backoff = new Backoff(random)
  }

  /** Lists in one piece have failed too often. */
  get paged(): boolean {
    return this.#failedLists >= FAILED_LISTS
  }

  listed(): void {
    this.#failedLists = 0
    this.#failedWatches = 0
    this.#confirmed = false
  }

  opened(): void {
    this.#confirmed = false
  }

  heard(): void {
    this.#failedWatches = 0
    this.#expiries = 0
  }

  /** A watch lived long, or the user asks: what failed before is forgotten. */
  forget(): void {
    this.#backoff.reset()
    this.#expiries = 0
  }

  afterList(failure: Failure, retryAfterMs: number | null): Next {
    if (isRefusal(failure)) return this.#refused()
    const ofThisList = failure.code === 0 || failure.code >= 500
    this.#failedLists = ofThisList ? this.#failedLists + 1 : 0
    return { listAnew: true, waitMs: retryAfterMs ?? this.#backoff.next(), suspect: isDoubtful(failure), say: 'stale' }
  }

  afterWatch(end: WatchEnd): Next {
    if (end.type === 'ended') return this.#afterEnd(end.short)
    if (end.type === 'broken') return { listAnew: true, waitMs: Math.min(this.#backoff.next(), BROKEN_RETRY_MS) }
    if (end.type === 'expired') {
      // Once is ordinary; only when lists and watches disagree again and again there is something to wait for.
      return { listAnew: true, waitMs: this.#expiries++ === 0 ? 0 : this.#backoff.next() }
    }
    const { failure } = end
    if (end.type === 'failed' && isRefusal(failure)) return this.#refused()
    const listAnew = ++this.#failedWatches >= FAILED_WATCHES
    if (listAnew) this.#failedWatches = 0
    const asked = end.type === 'failed' ? end.retryAfterMs : null
    return { listAnew, waitMs: asked ?? this.#backoff.next(), suspect: isDoubtful(failure) }
  }

  #afterEnd(short: boolean): Next {
    this.#shortWatches = short ? this.#shortWatches + 1 : 0
    const listAnew = this.#shortWatches >= SHORT_WATCHES
    if (listAnew) this.#shortWatches = 0
    return { listAnew, waitMs: short ? this.#backoff.next() : 0 }
  }

  /** 403 and 404 are the cluster's word only when it is ready: a starting apiserver says them to everybody. So it is looked at, and asked once more. */
  #refused(): Next {
    this.#confirmed = !this.#confirmed
    if (this.#confirmed) return { listAnew: false, waitMs: 0, suspect: true, soon: true }
    return { listAnew: true, waitMs: REFUSED_RETRY_MS, say: 'refused' }
  }
}

function isRefusal(failure: Failure): boolean {
  return (failure.code === 403 && failure.reason === 'Forbidden') || (failure.code === 404 && failure.reason === 'NotFound')
}

/** No answer, or a credential that is refused: not the trouble of one table. */
function isDoubtful(failure: Failure): boolean {
  return failure.code === 0 || failure.code === 401
}
