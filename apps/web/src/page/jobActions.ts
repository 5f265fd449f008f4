import type { JobRow } from '@binnacle/shared'
import type { ActionKinds } from './ActionKind.ts'
import { follow } from './follow.ts'
import { newUid, one, uid } from './followed.ts'

const ended = ({ status }: JobRow) => status === 'Complete' || status === 'Failed'

/** What can be done to timed jobs. */
export const jobActions = {
  'jobs.create': {
    wish: () => 'launch',
    did: ({ name }) => `Launched ${name}`,
    tier: () => 'none',
    follow: follow({
      topic: 'job',
      params: one,
      uid: newUid,
      seen: () => true,
      done: ({ active, succeeded, failed }) => active + succeeded + failed > 0,
      mayLeave: true,
      arrives: true,
    }),
  },
  'jobs.terminate': {
    wish: () => 'terminate now',
    did: ({ name }) => `${name} is asked to end`,
    tier: () => 'popover',
    follow: follow({
      topic: 'job',
      params: one,
      uid,
      seen: ({ run }) => (run?.terminatedAt ?? null) !== null,
      done: ended,
      progress: ({ active }) => (active === 0 ? null : `${active} still running`),
      // A run that was to be deleted at its end.
      mayLeave: true,
    }),
  },
  'jobs.extend': {
    wish: ({ seen, activeDeadlineSeconds }) => `extend ${seen} s → ${activeDeadlineSeconds} s`,
    did: ({ name, activeDeadlineSeconds }) => `${name} may run for ${activeDeadlineSeconds} s`,
    tier: () => 'none',
    follow: follow({
      topic: 'job',
      params: one,
      uid,
      seen: (row, { input }) => row.activeDeadlineSeconds === input.activeDeadlineSeconds,
      done: (row, { input }) => row.activeDeadlineSeconds === input.activeDeadlineSeconds,
    }),
  },
  'jobs.delete': {
    wish: () => 'delete',
    did: ({ name }) => `Deleted ${name}`,
    tier: () => 'dialog',
    follow: follow({ topic: 'job', params: one, uid, seen: ({ deletedAt }) => deletedAt !== null, done: 'gone' }),
  },
} as const satisfies ActionKinds
