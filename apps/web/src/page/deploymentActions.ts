import type { CommandInput, CommandName } from '@binnacle/shared'
import type { Undo } from '../commands/Activity.ts'
import type { ActionKinds, Deed, Tier } from './ActionKind.ts'
import { follow } from './follow.ts'
import { inside, one, uid } from './followed.ts'

type ScaleCommand = Extract<CommandName, `${string}.scale`>
type Rollout = {
  readonly desired: number
  readonly replicas: number
  readonly updated: number
  readonly available: number
  readonly generation: number
  readonly observedGeneration: number
  readonly paused: boolean
}
type Scaled = Pick<Rollout, 'desired' | 'replicas'> & { readonly ready: number }
type Changed = { readonly output: { readonly generation: number } }

const seen = (row: Rollout, { output }: Changed) => row.generation >= output.generation
const observed = (row: Rollout, { output }: Changed) => row.observedGeneration >= output.generation
/** As `kubectl rollout status` decides; while paused nothing rolls out. */
const rolledOut = (row: Rollout, sent: Changed) =>
  observed(row, sent) && (row.paused || (row.updated >= row.desired && row.replicas <= row.updated && row.available >= row.updated))
const readyOf = ({ ready, desired }: { ready: number; desired: number }) => `${ready} of ${desired} ready`
const newOf = ({ updated, desired, available }: Rollout) => `${updated} of ${desired} updated, ${available} available`

const scaleWords = {
  wish: ({ seen: from, replicas }: CommandInput<ScaleCommand>) => `scale ${from} → ${replicas}`,
  did: ({ name, seen: from, replicas }: CommandInput<ScaleCommand>) => `Scaled ${name} from ${from} to ${replicas}`,
  tier: ({ seen: from, replicas }: CommandInput<ScaleCommand>): Tier => (replicas >= from ? 'none' : replicas > 0 ? 'popover' : 'dialog'),
}
const scaledBack = <N extends ScaleCommand>({ namespace, name, uid: of, seen: from, replicas }: CommandInput<N>) => ({
  namespace,
  name,
  uid: of,
  replicas: from,
  seen: replicas,
})

/** What says by its rows alone that it was scaled. */
const scaledRow = {
  seen: (row: Scaled, { input }: { readonly input: CommandInput<ScaleCommand> }) => row.desired === input.replicas,
  done: (row: Scaled) => row.replicas === row.desired && row.ready === row.desired,
  progress: readyOf,
}

/** Back to the revision that was current. The generation is that of our own change: what others changed since is not undone unseen. */
const toRevisionBefore = ({ input, output, before }: Deed<'deployments.undo' | 'deployments.setImage' | 'deployments.restart'>): Undo | null =>
  before.revision == null || !output.changed
    ? null
    : {
        command: 'deployments.undo',
        input: { namespace: input.namespace, name: input.name, uid: input.uid, generation: output.generation, to: before.revision },
      }

const causeWords = (input: CommandInput<'deployments.annotateCause'>) =>
  input.cause === '' ? 'take the change cause away' : `set the change cause to "${input.cause}"`

/** What can be done to Deployments, and to what runs pods beside them. */
export const deploymentActions = {
  'deployments.scale': {
    ...scaleWords,
    undo: ({ input, output }) => (output.changed ? { command: 'deployments.scale', input: scaledBack(input) } : null),
    follow: follow({
      topic: 'deployment',
      params: one,
      uid,
      seen,
      done: (row, sent) => observed(row, sent) && row.replicas === row.desired && row.available >= row.desired,
      progress: readyOf,
    }),
  },
  'replicasets.scale': {
    ...scaleWords,
    undo: ({ input, output }) => (output.changed ? { command: 'replicasets.scale', input: scaledBack(input) } : null),
    follow: follow({ topic: 'replicasets', params: inside, uid, ...scaledRow }),
  },
  'replicationcontrollers.scale': {
    ...scaleWords,
    undo: ({ input, output }) => (output.changed ? { command: 'replicationcontrollers.scale', input: scaledBack(input) } : null),
    follow: follow({ topic: 'replicationcontrollers', params: inside, uid, ...scaledRow }),
  },
  'deployments.pause': {
    wish: () => 'pause',
    did: ({ name }) => `Paused ${name}`,
    tier: () => 'none',
    undo: ({ input, output }) => (output.changed ? { command: 'deployments.resume', input } : null),
    follow: follow({ topic: 'deployment', params: one, uid, seen, done: (row, sent) => observed(row, sent) && row.paused }),
  },
  'deployments.resume': {
    wish: () => 'resume',
    did: ({ name }) => `Resumed ${name}`,
    tier: () => 'none',
    undo: ({ input, output }) => (output.changed ? { command: 'deployments.pause', input } : null),
    follow: follow({ topic: 'deployment', params: one, uid, seen, done: (row, sent) => observed(row, sent) && !row.paused, progress: newOf }),
  },
  'deployments.setImage': {
    wish: ({ images }) => `set image ${images.map(({ container, image }) => `${container}=${image}`).join(' ')}`,
    did: ({ name, images }) => `Set ${images.length === 1 ? 'the image' : `${images.length} images`} of ${name}`,
    tier: () => 'dialog',
    undo: toRevisionBefore,
    follow: follow({ topic: 'deployment', params: one, uid, seen, done: rolledOut, progress: newOf }),
  },
  'deployments.restart': {
    wish: () => 'restart',
    did: ({ name }) => `Restarted ${name}`,
    tier: () => 'popover',
    undo: toRevisionBefore,
    follow: follow({ topic: 'deployment', params: one, uid, seen, done: rolledOut, progress: newOf }),
  },
  'deployments.undo': {
    wish: ({ to }) => `undo to revision ${to}`,
    did: ({ name, to }) => `${name} goes back to revision ${to}`,
    tier: () => 'dialog',
    undo: toRevisionBefore,
    follow: follow({ topic: 'deployment', params: one, uid, seen, done: rolledOut, progress: newOf }),
  },
  'deployments.annotateCause': {
    wish: causeWords,
    did: ({ name }) => `Changed the change cause of ${name}`,
    tier: () => 'none',
    undo: ({ input, output, before }) =>
      before.cause === undefined || !output.changed
        ? null
        : { command: 'deployments.annotateCause', input: { ...input, cause: before.cause ?? '' }, before: { cause: input.cause } },
    follow: follow({ topic: 'deployment', params: one, uid, seen, done: (row, { input }) => (row.cause ?? '') === input.cause }),
  },
  'replicasets.annotateCause': {
    wish: causeWords,
    did: ({ name }) => `Changed the change cause of ${name}`,
    tier: () => 'none',
    undo: ({ input, output, before }) =>
      before.cause === undefined || !output.changed
        ? null
        : { command: 'replicasets.annotateCause', input: { ...input, cause: before.cause ?? '' }, before: { cause: input.cause } },
    follow: follow({
      topic: 'replicasets',
      params: inside,
      uid,
      seen: (row, { input }) => (row.cause ?? '') === input.cause,
      done: (row, { input }) => (row.cause ?? '') === input.cause,
    }),
  },
  'deployments.delete': {
    wish: () => 'delete',
    did: ({ name }) => `Deleted ${name}`,
    tier: () => 'typed',
    follow: follow({ topic: 'deployment', params: one, uid, seen: (row) => row.deletedAt !== null, done: 'gone' }),
  },
} as const satisfies ActionKinds
