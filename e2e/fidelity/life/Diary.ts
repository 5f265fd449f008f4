import { normalise } from '../normalise.ts'

type Condition = { readonly type: string; readonly status: string }
type ContainerState = { readonly waiting?: { readonly reason?: string }; readonly terminated?: { readonly reason?: string; readonly exitCode?: number } }

/** As much of an object as the diary reads. */
export type Told = {
  readonly metadata: { readonly name: string; readonly uid: string; readonly deletionTimestamp?: string; readonly labels?: { readonly [key: string]: string } }
  readonly status?: {
    readonly phase?: string
    readonly containerStatuses?: readonly { readonly state?: ContainerState; readonly ready?: boolean; readonly restartCount?: number }[]
    readonly conditions?: readonly Condition[]
    readonly active?: number
    readonly ready?: number
    readonly succeeded?: number
    readonly failed?: number
  }
  readonly involvedObject?: { readonly kind: string; readonly name: string }
  readonly type?: string
  readonly reason?: string
  readonly message?: string
}

export type Watched = 'pods' | 'jobs' | 'events'

type Life = { readonly role: string; readonly states: string[]; now: Told | null }

/**
 * What watches tell of a namespace during a story, in lines that another cluster tells as well: the states that each pod and each job went through, and the set of events.
 * Pods are known by their role: the label `role`, and for those of a Deployment the chapter in which they came.
 */
export class Diary {
  readonly #namespace: string
  readonly #pods = new Map<string, Life>()
  readonly #jobs = new Map<string, Life>()
  readonly #events = new Set<string>()
  #chapter = ''

  constructor(namespace: string) {
    this.#namespace = namespace
  }

  begin(chapter: string): void {
    this.#chapter = chapter
  }

  hear(resource: Watched, type: string, object: Told): void {
    if (resource === 'events') this.#events.add(this.#eventOf(object))
    else if (resource === 'jobs') this.#note(this.#jobs, object, { role: `Job ${object.metadata.name}`, state: type === 'DELETED' ? 'gone' : jobState(object) })
    else this.#note(this.#pods, object, { role: this.#roleOf(object), state: type === 'DELETED' ? 'gone' : podState(object) })
  }

  /** The pods that are there. */
  get pods(): readonly Told[] {
    return [...this.#pods.values()].flatMap(({ now }) => (now === null ? [] : [now]))
  }

  job(name: string): Told | undefined {
    return [...this.#jobs.values()].find(({ now }) => now?.metadata.name === name)?.now ?? undefined
  }

  /** The states that any pod of this label went through. */
  statesOf(label: string): readonly string[] {
    return [...this.#pods.values()].filter(({ now }) => now?.metadata.labels?.['role'] === label).flatMap(({ states }) => states)
  }

  /** Everything that was seen, each once, in alphabetical order. */
  get lines(): readonly string[] {
    const lives = [...this.#pods.values(), ...this.#jobs.values()]
    const roles = [...this.#pods.values()].map(({ role }) => role)
    return [
      ...new Set([
        ...roles.map((role) => `${role}: ${roles.filter((other) => other === role).length} in all`),
        ...lives.map(({ role, states }) => `${role}: ${states.join(' > ')}`),
        ...this.#events,
      ]),
    ].sort()
  }

  #note(lives: Map<string, Life>, object: Told, { role, state }: { readonly role: string; readonly state: string }): void {
    const life = lives.get(object.metadata.uid) ?? { role, states: [], now: null }
    lives.set(object.metadata.uid, life)
    life.now = state === 'gone' ? null : object
    if (life.states.at(-1) !== state) life.states.push(state)
  }

  #roleOf({ metadata: { labels = {} } }: Told): string {
    const role = labels['role'] ?? 'without a role'
    return labels['app'] === undefined ? `Pod ${role}` : `Pod ${role} of ${this.#chapter}`
  }

  #eventOf({ involvedObject, type, reason, message = '' }: Told): string {
    const text = normalise(message.replaceAll(this.#namespace, 'NS'), false).join(' ')
    const said = REGISTRY_WORDS.reduce((all, [pattern, words]) => all.replace(pattern, words), text)
    return `Event ${involvedObject?.kind} ${normalise(involvedObject?.name ?? '', false).join('')}: ${type} ${reason}: ${said}`
  }
}

/** Why a registry did not give an image is told in words of the machine's network. */
const REGISTRY_WORDS: readonly (readonly [RegExp, string])[] = [[/^(Failed to pull image "[^"]*"): .*$/, '$1: …']]

/** Phase, container, readiness, deletion. */
function podState({ metadata, status }: Told): string {
  const [container] = status?.containerStatuses ?? []
  const { waiting, terminated } = container?.state ?? {}
  const state = waiting ? waiting.reason : terminated ? `${terminated.reason} ${terminated.exitCode}` : container?.state ? 'running' : 'no container'
  return [status?.phase, state, ...(container?.ready ? ['ready'] : []), ...(metadata.deletionTimestamp ? ['deleting'] : [])].join(' ')
}

/** Counts, as far as there is something to count, and conditions that hold. */
function jobState({ status = {} }: Told): string {
  const counts = (['active', 'ready', 'succeeded', 'failed'] as const).flatMap((key) => (status[key] ? [`${key} ${status[key]}`] : []))
  const conditions = (status.conditions ?? []).filter(({ status: holds }) => holds === 'True').map(({ type }) => type)
  return [...counts, ...conditions].join(' ') || 'new'
}
