import type { CommandInput, CommandName, Failure } from '@binnacle/shared'
import { type Kept, readActions, writeActions } from './keptActions.ts'

/**
 * How far a wish has come: on its way, taken by the apiserver, seen in the watch, true in the cluster; or refused by whoever answered; or nobody knows,
 * because no answer came that says.
 */
export type ActionState = 'sent' | 'accepted' | 'seen' | 'done' | 'refused' | 'unknown'

/** What an action is about. `uid` is null where the object did not exist yet. */
export type ActionTarget = { readonly kind: string; readonly namespace: string | null; readonly name: string; readonly uid: string | null }

/** What was there before an action, as far as an undo needs it and the input does not say it. `revision`: the one that was current. */
export type Before = { readonly revision?: number | null | undefined; readonly cause?: string | null | undefined }

/** Any command with its input. */
export type AnyCommand = { [N in CommandName]: { readonly command: N; readonly input: CommandInput<N> } }[CommandName]

/** The command that takes an action back, and what will have been there before it: so that it can be taken back too. */
export type Undo = AnyCommand & { readonly before?: Before | undefined }

/** One thing that was asked of a cluster in this tab. Moments are the server's clock (ms), durations count from the sending. */
export type Action = {
  readonly id: string
  readonly command: CommandName
  readonly context: string
  readonly target: ActionTarget
  /** What was asked, as a verb: `scale 4 → 6`. */
  readonly wish: string
  /** The same for a terminal; null where it could hold a secret. */
  readonly line: string | null
  readonly at: number
  readonly state: ActionState
  readonly acceptedMs: number | null
  readonly seenMs: number | null
  readonly doneMs: number | null
  /** The watch is being looked at for it. */
  readonly followed: boolean
  /** Accepted, and the watch has not shown it for longer than it should take. */
  readonly late: boolean
  /** How far the cluster is: `5 of 6 ready`. */
  readonly progress: string | null
  readonly failure: Failure | null
  /** What would take it back. */
  readonly undo: Undo | null
  /** The action that this one takes back, and the one that takes this one back. */
  readonly undoes: string | null
  readonly undoneBy: string | null
}

export type Begun = Pick<Action, 'command' | 'context' | 'target' | 'wish' | 'line' | 'at' | 'undoes'>

/** More of one's own actions than these are not remembered. */
const MAX_ACTIONS = 50

/** Still on its way, as far as this tab looks at it. */
export function isRunning({ state, followed }: Action): boolean {
  return state === 'sent' || (followed && (state === 'accepted' || state === 'seen'))
}

/**
 * The last 50 actions of this tab, newest first. What is read here is a new list after each change and the same one until then. It survives a reload;
 * an action that was on its way then is `unknown`, and none is followed any more. Values of Secrets and ConfigMaps are never in it.
 */
export class Activity {
  readonly #kept: Kept | null
  readonly #listeners = new Set<() => void>()
  #actions: readonly Action[]
  #undoAsked: string | null = null
  #begun = 0

  constructor(kept: Kept | null = null) {
    this.#kept = kept
    this.#actions = kept === null ? [] : readActions(kept)
  }

  get = (): readonly Action[] => this.#actions

  /** The action whose undo is being asked about. */
  undoAsked = (): string | null => this.#undoAsked

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  of(id: string): Action | undefined {
    return this.#actions.find((action) => action.id === id)
  }

  /** The newest action about this object. */
  about(uid: string): Action | undefined {
    return this.#actions.find(({ target }) => target.uid === uid)
  }

  begin(begun: Begun): string {
    const id = `${begun.at}-${this.#begun++}`
    const action: Action = {
      ...begun,
      id,
      state: 'sent',
      acceptedMs: null,
      seenMs: null,
      doneMs: null,
      followed: false,
      late: false,
      progress: null,
      failure: null,
      undo: null,
      undoneBy: null,
    }
    const others = this.#actions.map((other) => (other.id === begun.undoes ? { ...other, undoneBy: id } : other))
    this.#set([action, ...others].slice(0, MAX_ACTIONS))
    return id
  }

  /** The apiserver took it. The watch may have been faster than its answer. */
  accepted(id: string, ms: number): void {
    this.change(id, ({ state }) => ({ acceptedMs: Math.max(0, ms), state: state === 'sent' ? 'accepted' : state }))
  }

  /** It did not happen, or nobody knows whether it did. What it was to take back can be taken back again. */
  failed(id: string, state: 'refused' | 'unknown', failure: Failure): void {
    const { undoes, seenMs } = this.of(id) ?? {}
    // The answer was lost and the watch has shown it all the same.
    if (state === 'unknown' && seenMs != null) return
    if (undoes && state === 'refused') this.change(undoes, () => ({ undoneBy: null }))
    this.change(id, () => ({ state, failure, followed: false }))
  }

  /** What the watch shows of it. */
  saw(id: string, { step, ms, progress }: { step: 'seen' | 'done'; ms: number; progress: string | null }): void {
    const took = Math.max(0, ms)
    this.change(id, (was) => ({
      state: step,
      seenMs: was.seenMs ?? took,
      doneMs: step === 'done' ? took : null,
      followed: step !== 'done',
      late: false,
      progress,
    }))
  }

  change(id: string, change: (was: Action) => Partial<Action>): void {
    const was = this.of(id)
    if (!was) return
    const is = { ...was, ...change(was) }
    if (Object.entries(is).every(([key, value]) => Object.is(value, was[key as keyof Action]))) return
    this.#set(this.#actions.map((action) => (action === was ? is : action)))
  }

  /** Opens the question before an undo; null closes it. */
  askUndo(id: string | null): void {
    this.#undoAsked = id
    this.#tell()
  }

  #set(actions: readonly Action[]): void {
    this.#actions = actions
    if (this.#kept) writeActions(this.#kept, actions)
    this.#tell()
  }

  #tell(): void {
    for (const listener of this.#listeners) listener()
  }
}
