import * as z from 'zod/mini'
import { JobInput, MAX_RUN_SECONDS, RunSeconds } from './jobInput.ts'
import { type Need, ObjectRef } from './kubeNames.ts'
import { EpochSeconds } from './rows.ts'

const may = (verb: Need['verb']) => ({ verb, group: 'batch', resource: 'jobs' }) as const satisfies Need

/** What can be done to timed jobs. */
export const jobCommands = {
  /** Launches a timed job: `kubectl create -f -` of `jobManifest`. A name that is taken is AlreadyExists; a reply that got lost is settled by reading the Job back. */
  'jobs.create': {
    input: JobInput,
    output: z.strictObject({ uid: z.string(), namespace: z.string(), name: z.string() }),
    needs: [may('create')] as const satisfies readonly Need[],
  },
  /**
   * Ends the run now, by one patch: `activeDeadlineSeconds` 1 and the annotation `binnacle.dev/terminated-at`. The pods get their five seconds, the Job stays as long as it was to stay.
   * One that has ended, or is ending, is refused (Conflict).
   */
  'jobs.terminate': {
    input: ObjectRef,
    output: z.strictObject({ uid: z.string(), terminatedAt: EpochSeconds }),
    needs: [may('get'), may('patch')] as const satisfies readonly Need[],
  },
  /** Gives the run more time, counted from its start. `seen` is the deadline that the reader saw: when it is another by then, nothing is written (Conflict). Refused once the time is up. */
  'jobs.extend': {
    input: z.strictObject({ ...ObjectRef.shape, seen: z.int().check(z.gte(1)), activeDeadlineSeconds: RunSeconds }).check(
      z.refine(({ seen, activeDeadlineSeconds }) => activeDeadlineSeconds > seen, {
        error: `must be more than it has, and at most ${MAX_RUN_SECONDS}`,
        path: ['activeDeadlineSeconds'],
      }),
    ),
    output: z.strictObject({ uid: z.string(), activeDeadlineSeconds: z.int() }),
    needs: [may('get'), may('patch')] as const satisfies readonly Need[],
  },
  /** `kubectl delete job`: the Job of this uid, and in the background its pods. */
  'jobs.delete': { input: ObjectRef, output: z.strictObject({ uid: z.string() }), needs: [may('delete')] as const satisfies readonly Need[] },
} as const
