import type { Clock, Failure, Outcome } from '@binnacle/shared'
import type { ClusterClient } from './ClusterClient.ts'
import { compareVersions } from './compareVersions.ts'
import { failureOfReadyz, invalid, notKubernetes } from './failure.ts'
import { endpointPath, kubePath } from './kubePath.ts'
import { Nap } from './Nap.ts'
import type { ClusterHealth } from './Source.ts'

/** While all is well: two misses of 3 s after a pause of 5 s are noticed within 11 s. */
const PROBE_EVERY_MS = 5_000
const PROBE_LIMIT_MS = 3_000
const MISSES = 2
/** In an outage: spread, so that many Binnacles do not knock together. */
const OUTAGE_EVERY_MS = 2_000
const OUTAGE_SPREAD_MS = 500
/** Something answers but is not ready: it soon will be. */
const STARTING_EVERY_MS = 1_000
/** A credential that was refused is not tried again before this, unless it changes. */
const REFUSED_EVERY_MS = 30_000
const CREDENTIAL_LOOK_MS = 2_000
/** A starting apiserver answers 403 to everything; one that still does after this means it. */
const FORBIDDEN_PROBE_MS = 10_000

export type LivenessOptions = {
  readonly client: ClusterClient
  readonly clock: Clock
  readonly random: () => number
  /** A probe failed: the kubeconfig may say something else now. */
  readonly onMiss: () => void
  /** Changes with the credential's files. */
  readonly credentialStamp: () => string
}

type Identity = { readonly uid: string | null; readonly version: string | null }

/**
 * Does the cluster answer, and is it still the same one?
 *
 * Guarantees: a cluster that stops answering, in silence or not, is `unreachable` within 12 s and at once when somebody has a reason to suspect it; while it is
 * `unreachable` only the probe runs. It is `reachable` only after `/readyz` is ok and its identity (kube-system's uid) has been read again. `epoch` rises, before
 * anything is told, when that identity is another one or the versions went backwards. Whoever starts it stops it.
 */
export class Liveness {
  readonly #options: LivenessOptions
  readonly #nap: Nap
  readonly #listeners = new Set<() => void>()
  readonly #waiting = new Set<() => void>()
  #health: ClusterHealth = { state: 'connecting' }
  #epoch = 1
  #toldEpoch = 1
  #identity: Identity | null = null
  #highest: string | null = null
  /** Somebody suspected a change this often; the checks have cleared this many of them. */
  #suspicions = 1
  #cleared = 0
  #heardAt: number
  #forbiddenSince: number | null = null
  #retried = false
  #stopped = false

  constructor(options: LivenessOptions) {
    this.#options = options
    this.#nap = new Nap(options.clock)
    this.#heardAt = options.clock.now()
  }

  get health(): ClusterHealth {
    return this.#health
  }

  get epoch(): number {
    return this.#epoch
  }

  /** kube-system's uid; null where it may not be read. */
  get uid(): string | null {
    return this.#identity?.uid ?? null
  }

  /** How often the cluster was looked at anew: another number means that connections were lost in between. */
  get round(): number {
    return this.#cleared
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
    }
  }

  start(): void {
    void this.#run()
  }

  stop(): void {
    this.#stopped = true
    this.#nap.wake()
    this.#release()
  }

  /** Resolves while the cluster is reachable and nothing about it is in doubt (or this was stopped). */
  async settled(): Promise<void> {
    while (!this.#stopped && !(this.#health.state === 'reachable' && this.#cleared === this.#suspicions)) {
      await new Promise<void>((resolve) => this.#waiting.add(resolve))
    }
  }

  /** A connection broke, or an answer makes no sense: look again, identity too. */
  suspect(): void {
    this.#suspicions++
    if (this.#health.state === 'reachable') this.#nap.wake()
  }

  /** Looks again now, in an outage too. */
  retry(): void {
    this.#suspicions++
    this.#retried = true
    this.#nap.wake()
  }

  /** Somebody saw proof that this is another cluster than before. */
  replaced(): void {
    this.#beginEpoch()
    this.#tell()
  }

  /** A version of the cluster's main store; when the store has a lower one later, it was rolled back. */
  saw(version: string): void {
    if (this.#highest === null || compareVersions(version, this.#highest) > 0) this.#highest = version
  }

  async #run(): Promise<void> {
    let misses = 0
    while (!this.#stopped) {
      const suspicions = this.#suspicions
      const failure = await this.#check(suspicions > this.#cleared)
      if (this.#stopped) return
      // A refused credential is an answer: asking twice would not change it.
      misses = failure ? (failure.code === 401 ? MISSES : misses + 1) : 0
      if (!failure) this.#reached(suspicions)
      else {
        this.#options.onMiss()
        if (misses >= MISSES) this.#lost(failure)
      }
      await this.#pause(failure, misses)
    }
  }

  async #pause(failure: Failure | null, misses: number): Promise<void> {
    const { random } = this.#options
    if (!failure) return this.#cleared === this.#suspicions ? this.#nap.sleep(PROBE_EVERY_MS) : undefined
    if (misses < MISSES) return
    if (failure.code === 401) return this.#untilCredentialChanges()
    const every = failure.code > 0 ? STARTING_EVERY_MS : OUTAGE_EVERY_MS
    await this.#nap.sleep(every + random() * OUTAGE_SPREAD_MS)
  }

  async #untilCredentialChanges(): Promise<void> {
    const { credentialStamp, clock, onMiss } = this.#options
    const stamp = credentialStamp()
    const until = clock.now() + REFUSED_EVERY_MS
    this.#retried = false
    while (!this.#stopped && !this.#retried && clock.now() < until && credentialStamp() === stamp) {
      await this.#nap.sleep(CREDENTIAL_LOOK_MS)
      onMiss()
    }
  }

  /** Null: it answers, and if asked, its identity is known now. */
  async #check(identify: boolean): Promise<Failure | null> {
    const ready = await this.#options.client.text({ path: endpointPath('readyz'), timeoutMs: PROBE_LIMIT_MS, apart: true })
    if (!ready.ok && !this.#isForbiddenForGood(ready.failure)) return failureOfReadyz(ready.failure)
    this.#heardAt = this.#options.clock.now()
    if (!identify) return null
    // Watches may see newer versions while the answer is on its way.
    const highest = this.#highest
    const identity = await this.#identify()
    if (!identity.ok) return identity.failure
    this.#compare(identity.output, highest)
    return null
  }

  #isForbiddenForGood(failure: Failure): boolean {
    if (failure.code !== 403) {
      this.#forbiddenSince = null
      return false
    }
    const now = this.#options.clock.now()
    this.#forbiddenSince ??= now
    return now - this.#forbiddenSince >= FORBIDDEN_PROBE_MS
  }

  /** A list of one tells the uid and the newest version together; where listing is forbidden, a get tells the uid. */
  async #identify(): Promise<Outcome<Identity>> {
    const namespaces = { group: '', version: 'v1', resource: 'namespaces' }
    const { client } = this.#options
    const list = await client.json({
      path: kubePath(namespaces),
      query: { fieldSelector: 'metadata.name=kube-system' },
      timeoutMs: PROBE_LIMIT_MS,
      apart: true,
    })
    if (list.ok) return identityOfList(list.output)
    if (list.failure.code !== 403) return list
    const got = await client.json({ path: kubePath({ ...namespaces, name: 'kube-system' }), timeoutMs: PROBE_LIMIT_MS, apart: true })
    if (got.ok) return { ok: true, output: { uid: metadataOf(got.output).uid, version: null } }
    return got.failure.code === 403 ? { ok: true, output: { uid: null, version: null } } : got
  }

  #compare(now: Identity, highest: string | null): void {
    const before = this.#identity
    this.#identity = now
    const another = before !== null && before.uid !== null && now.uid !== null && before.uid !== now.uid
    const backwards = now.version !== null && highest !== null && compareVersions(now.version, highest) < 0
    if (another || backwards) this.#beginEpoch()
    if (now.version !== null) this.saw(now.version)
  }

  #beginEpoch(): void {
    this.#epoch++
    this.#highest = null
  }

  /** A new epoch and the end of an outage are told together. */
  #reached(suspicions: number): void {
    this.#cleared = suspicions
    const changed = this.#health.state !== 'reachable' || this.#toldEpoch !== this.#epoch
    this.#health = { state: 'reachable' }
    if (changed) this.#tell()
    if (this.#cleared === this.#suspicions) this.#release()
  }

  #lost(failure: Failure): void {
    this.#suspicions++
    const since = this.#health.state === 'unreachable' ? this.#health.since : this.#heardAt
    // Old connections may come back to life with an apiserver that was only stopped: nothing from before the outage is trusted.
    if (this.#health.state === 'reachable') this.#options.client.closeConnections()
    this.#health = { state: 'unreachable', since, failure }
    this.#tell()
  }

  #release(): void {
    const waiting = [...this.#waiting]
    this.#waiting.clear()
    for (const resolve of waiting) resolve()
  }

  #tell(): void {
    this.#toldEpoch = this.#epoch
    for (const listener of this.#listeners) listener()
  }
}

function identityOfList(list: unknown): Outcome<Identity> {
  const items: unknown = Reflect.get(objectOf(list), 'items')
  const first: unknown = Array.isArray(items) ? items[0] : undefined
  const { version } = metadataOf(list)
  const { uid } = metadataOf(first)
  if (version === null) return { ok: false, failure: notKubernetes('the list of namespaces has no version') }
  // A cluster that is just being made has no kube-system yet.
  if (uid === null)
    return {
      ok: false,
      failure: { ...invalid('the cluster is still being set up: it has no kube-system namespace yet'), reason: 'ServiceUnavailable', code: 503 },
    }
  return { ok: true, output: { uid, version } }
}

function metadataOf(object: unknown): Identity {
  const metadata = objectOf(Reflect.get(objectOf(object), 'metadata'))
  const uid: unknown = Reflect.get(metadata, 'uid')
  const version: unknown = Reflect.get(metadata, 'resourceVersion')
  return { uid: typeof uid === 'string' ? uid : null, version: typeof version === 'string' ? version : null }
}

function objectOf(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {}
}
