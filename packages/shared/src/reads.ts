import * as z from 'zod/mini'
import { configReads } from './configReads.ts'
import { Label, type Need, ObjectRef } from './kubeNames.ts'

const Verb = z.enum(['get', 'list', 'watch', 'create', 'update', 'patch', 'delete'])
/** Group, resource and subresource words, as RBAC spells them. */
const Word = z.string().check(z.maxLength(253), z.regex(/^[a-z0-9.-]*$/))

/** One-shot reads, for what no live row holds. An entry says what it takes, what it answers and which rights it needs. */
export const reads = {
  /** The apiserver's `/version`, and the identity of the cluster (kube-system's uid; null where that may not be read). */
  'cluster.version': {
    input: z.strictObject({}),
    output: z.strictObject({ gitVersion: z.string(), clusterUid: z.nullable(z.string()) }),
    needs: [] as const satisfies readonly Need[],
  },
  /** Who the cluster takes us for (SelfSubjectReview). */
  'access.whoami': {
    input: z.strictObject({}),
    output: z.strictObject({ username: z.string(), groups: z.array(z.string()) }),
    needs: [] as const satisfies readonly Need[],
  },
  /** May we do this here? (SelfSubjectAccessReview, at most 60 s old). Feeds buttons; the apiserver's own answer decides. `namespace` null: in every namespace. */
  'access.review': {
    input: z.strictObject({ verb: Verb, group: Word, resource: Word, subresource: Word, namespace: z.nullable(Label) }),
    output: z.strictObject({ allowed: z.boolean(), reason: z.string() }),
    needs: [] as const satisfies readonly Need[],
  },
  /**
   * The pod template of one ReplicaSet, as the apiserver gives it without the label that tells its hash. Null when it is no more.
   */
  'replicasets.template': {
    input: ObjectRef,
    output: z.strictObject({ template: z.nullable(z.unknown()) }),
    needs: [{ verb: 'get', group: 'apps', resource: 'replicasets' }] as const satisfies readonly Need[],
  },
  ...configReads,
} as const

export type ReadName = keyof typeof reads
export type ReadInput<N extends ReadName> = z.infer<(typeof reads)[N]['input']>
export type ReadOutput<N extends ReadName> = z.infer<(typeof reads)[N]['output']>

/** Whether each attempt at a read of this name is on the audit log, because it reveals what is secret. */
export const isRevealing = (name: string): boolean => Object.entries(reads).some(([known, entry]) => known === name && 'reveals' in entry)

/** A kubeconfig context as the picker shows it: no certificate, no token, and no path of a file that is the user's. */
export const ContextSummary = z.strictObject({
  name: z.string(),
  cluster: z.string(),
  user: z.string(),
  server: z.string(),
  namespace: z.nullable(z.string()),
  current: z.boolean(),
  /** Not a real cluster: the demo cluster that this Binnacle runs by itself. */
  simulated: z.optional(z.boolean()),
  /** Of the demo cluster, from its start on: the file that leads kubectl to it; null where none could be written. See `KubectlCluster` for `away`. */
  kubeconfig: z.optional(z.nullable(z.strictObject({ path: z.string(), away: z.boolean() }))),
})
export type ContextSummary = z.infer<typeof ContextSummary>

/** `GET /api/session`: what this Binnacle is and which contexts it knows. `problem` says why there is none to open. */
export const SessionInfo = z.strictObject({
  build: z.string(),
  mode: z.enum(['local']),
  contexts: z.array(ContextSummary),
  problem: z.nullable(z.string()),
  protectedNamespaces: z.array(z.string()),
  /** Started with `--read-only`: every command is refused. */
  readOnly: z.optional(z.boolean()),
})
export type SessionInfo = z.infer<typeof SessionInfo>
