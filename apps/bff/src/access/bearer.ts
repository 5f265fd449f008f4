import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { chmodSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Clock } from '@binnacle/shared'
import * as z from 'zod'

/** A bearer serves a working week; after that a new link is needed. */
export const BEARER_LIFE_MS = 7 * 24 * 3_600_000
/** A printed link is for now. */
export const LOGIN_CODE_LIFE_MS = 10 * 60_000
/** Links that were printed and not used; the oldest is void when one more is printed. */
const MAX_LOGIN_CODES = 16

type Kept = { readonly bearer: string; readonly until: number }
const Kept = z.strictObject({ bearer: z.string().regex(/^[A-Za-z0-9_-]{43}$/), until: z.number() })

/**
 * The one secret between this Binnacle and its user's tabs, and the one-time codes it is given out for.
 *
 * A bearer is 256 random bits, valid for seven days and kept in a file that only its owner can read, so that a restart keeps the tabs; where the
 * directory cannot be written it lives in memory. A code is exchanged once, within ten minutes. Neither is ever logged.
 */
export class Bearer {
  readonly #clock: Clock
  readonly #file: string
  readonly #given: string | null
  #kept: Kept
  readonly #codes = new Map<string, number>()

  /** `given`: a bearer that comes from outside, never expires and is never written to disk. */
  constructor(options: { clock: Clock; stateDir: string; given: string | null }) {
    this.#clock = options.clock
    this.#file = join(options.stateDir, 'bearer.json')
    this.#given = options.given
    this.#kept = { bearer: '', until: 0 }
    if (options.given === null) this.#kept = readKept(this.#file) ?? this.#kept
  }

  /** Whether this is the bearer, in a time that does not depend on how much of it is right. */
  verify(presented: string): boolean {
    return timingSafeEqual(digest(presented), digest(this.#current()))
  }

  /** A new code for a login link. */
  newCode(): string {
    const oldest = this.#codes.keys().next()
    if (this.#codes.size >= MAX_LOGIN_CODES && oldest.done === false) this.#codes.delete(oldest.value)
    const code = randomBytes(24).toString('base64url')
    this.#codes.set(code, this.#clock.now() + LOGIN_CODE_LIFE_MS)
    return code
  }

  /** The bearer for a code, or null if the code was never given, was used, or is too old. */
  exchange(code: string): string | null {
    const until = this.#codes.get(code)
    this.#codes.delete(code)
    return until === undefined || until < this.#clock.now() ? null : this.#current()
  }

  #current(): string {
    if (this.#given !== null) return this.#given
    if (this.#kept.until <= this.#clock.now()) {
      this.#kept = { bearer: randomBytes(32).toString('base64url'), until: this.#clock.now() + BEARER_LIFE_MS }
      keep(this.#file, this.#kept)
    }
    return this.#kept.bearer
  }
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

/** A file that others could read or write is not trusted: its bearer may be known. */
function readKept(file: string): Kept | null {
  try {
    const { mode, uid } = statSync(file)
    if ((mode & 0o077) !== 0 || (process.getuid !== undefined && uid !== process.getuid())) return null
    return Kept.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data ?? null
  } catch {
    return null
  }
}

function keep(file: string, kept: Kept): void {
  const fresh = `${file}.${process.pid}`
  try {
    mkdirSync(join(file, '..'), { recursive: true, mode: 0o700 })
    writeFileSync(fresh, JSON.stringify(kept), { mode: 0o600 })
    chmodSync(fresh, 0o600)
    renameSync(fresh, file)
  } catch {
    // Not writable: the bearer lives as long as this process does, and a restart asks for a new link.
  }
}
