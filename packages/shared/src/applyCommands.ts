import * as z from 'zod/mini'
import { Label, type Need } from './kubeNames.ts'

/** Largest document that may be applied (UTF-8 bytes): more than etcd stores by default anyway. */
export const MAX_DOCUMENT_BYTES = 1024 * 1024
/** Changed fields that an answer names; more are counted. */
export const MAX_CHANGES = 200

/** One field that differs: where, and its value before and after as text (JSON for what is no text; null: not there; values of Secrets are never given). */
export const FieldChange = z.strictObject({ path: z.string(), before: z.nullable(z.string()), after: z.nullable(z.string()) })
export type FieldChange = z.infer<typeof FieldChange>

/** What can be done with YAML. */
export const applyCommands = {
  /**
   * `kubectl apply --server-side` of one document (a text of several is split before, so that each has its own answer). `dryRun` sends it all the way and stores nothing.
   * `namespace` is for documents that name none. `force` takes over fields that another manager owns: only ever as a second, explicit step.
   * The answer's `changes` compare what is stored with what would be (or was) stored, without what the apiserver writes by itself; of an object that is new there are none.
   */
  'objects.apply': {
    input: z.strictObject({
      document: z.string().check(z.minLength(1), z.maxLength(MAX_DOCUMENT_BYTES)),
      namespace: Label,
      dryRun: z.boolean(),
      force: z.boolean(),
    }),
    output: z.strictObject({
      apiVersion: z.string(),
      kind: z.string(),
      namespace: z.nullable(z.string()),
      name: z.string(),
      /** Null for an object that a dry run would create. */
      uid: z.nullable(z.string()),
      result: z.enum(['created', 'configured', 'unchanged']),
      changes: z.array(FieldChange),
      moreChanges: z.int(),
      /** What we took out before sending, in words: `metadata.uid`, `status` and the like. */
      dropped: z.array(z.string()),
      /** What is worth knowing though nothing is refused: an unquoted `no` that is read as false, and the line where it stands. */
      warnings: z.array(z.strictObject({ line: z.nullable(z.int()), message: z.string() })),
    }),
    /** Which rights it needs depends on the document. */
    needs: [] as const satisfies readonly Need[],
    /** A document can be a Secret. */
    withheld: true,
  },
} as const
