import * as z from 'zod/mini'
import { ConfigKey, DataEntry } from './configData.ts'
import { Failure } from './failure.ts'
import { type Need, ObjectRef } from './kubeNames.ts'
import { Controller, EpochSeconds } from './rows.ts'

/**
 * One place where a Secret or ConfigMap is used. `container` is empty where it is the pod's own; `key` where it is every key; `at` is the variable, the prefix
 * or the path. `follows`: a mounted file changes some time after the object does, an environment never does.
 */
export const ConfigUse = z.strictObject({
  how: z.enum(['env', 'envFrom', 'volume', 'imagePullSecrets', 'secrets', 'tls']),
  container: z.string(),
  key: z.string(),
  at: z.string(),
  follows: z.boolean(),
  optional: z.boolean(),
})
export type ConfigUse = z.infer<typeof ConfigUse>

/**
 * An object that names it. `owner` is who a person would restart (the Deployment of a ReplicaSet's pod), null where it is itself.
 * `keeps` is about running containers that were given values at their start (env, subPath): `old` started before the last change and keep what was there then, `new` after it,
 * `unknown` where the times do not tell; null where there is none.
 */
export const ConfigUser = z.strictObject({
  kind: z.string(),
  name: z.string(),
  uid: z.string(),
  owner: z.nullable(Controller),
  uses: z.array(ConfigUse),
  keeps: z.nullable(z.enum(['old', 'new', 'unknown'])),
})
export type ConfigUser = z.infer<typeof ConfigUser>

const UsedBy = z.strictObject({
  /** When its data last changed at the latest: its managers' own times (a manager's time also moves when it changes a label). Null where they say nothing. */
  changedAt: z.nullable(EpochSeconds),
  changedBy: z.string(),
  users: z.array(ConfigUser),
  /** Lists that could not be read, and lists that were read only in part: what is in them is missing above. */
  unread: z.array(z.strictObject({ resource: z.string(), failure: Failure })),
  partly: z.array(z.string()),
})
export type UsedBy = z.infer<typeof UsedBy>

const get = (resource: string) => [{ verb: 'get', group: '', resource }] as const satisfies readonly Need[]

/** `reveals`: each answer is on the audit log. */
export const configReads = {
  /** One value of one Secret, as base64. */
  'secrets.value': {
    input: z.strictObject({ ...ObjectRef.shape, key: ConfigKey }),
    output: z.strictObject({ value: z.string() }),
    needs: get('secrets'),
    reveals: true,
  },
  'secrets.usedBy': { input: ObjectRef, output: UsedBy, needs: get('secrets') },
  /** Every value of one ConfigMap, and the resourceVersion that they are of. */
  'configmaps.values': {
    input: ObjectRef,
    output: z.strictObject({ version: z.string(), data: z.array(DataEntry) }),
    needs: get('configmaps'),
  },
  'configmaps.usedBy': { input: ObjectRef, output: UsedBy, needs: get('configmaps') },
} as const
