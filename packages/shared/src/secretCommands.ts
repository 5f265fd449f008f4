import * as z from 'zod/mini'
import { changedData, newData, WrittenData } from './configData.ts'
import { type Need, ObjectRef } from './kubeNames.ts'

/** The types that Binnacle makes; the apiserver asks for the keys that belong to each. */
export const SECRET_TYPES = ['Opaque', 'kubernetes.io/tls', 'kubernetes.io/dockerconfigjson', 'kubernetes.io/basic-auth'] as const
export type SecretType = (typeof SECRET_TYPES)[number]

const may = (verb: Need['verb']) => [{ verb, group: '', resource: 'secrets' }] as const satisfies readonly Need[]

/** What can be done to Secrets. `withheld`: the input holds values that nobody but the apiserver may be told, so it is kept in no list, cache or log. */
export const secretCommands = {
  /** `kubectl create secret`: never overwrites (AlreadyExists). */
  'secrets.create': { input: z.strictObject({ ...newData, type: z.enum(SECRET_TYPES) }), output: WrittenData, needs: may('create'), withheld: true },
  /** Sets and removes keys of exactly the Secret that was seen. */
  'secrets.update': { input: z.strictObject(changedData), output: WrittenData, needs: may('patch'), withheld: true },
  /** `kubectl delete secret`, with the uid as precondition. */
  'secrets.delete': { input: ObjectRef, output: z.strictObject({ uid: z.string() }), needs: may('delete') },
} as const
