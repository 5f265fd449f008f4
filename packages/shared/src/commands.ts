import * as z from 'zod/mini'
import { applyCommands } from './applyCommands.ts'
import { configMapCommands } from './configMapCommands.ts'
import { deploymentCommands } from './deploymentCommands.ts'
import { jobCommands } from './jobCommands.ts'
import { type Need, ObjectRef } from './kubeNames.ts'
import { secretCommands } from './secretCommands.ts'

/** The write side: everything the browser can ask the cluster to do. An entry says what the command takes, what it answers and which rights it needs. */
export const commands = {
  /** Deletes exactly this pod (uid precondition). `gracePeriodSeconds` null leaves the pod's own. */
  'pods.delete': {
    input: z.strictObject({
      ...ObjectRef.shape,
      gracePeriodSeconds: z.nullable(z.int().check(z.gte(0), z.lte(86_400))),
    }),
    output: z.strictObject({ uid: z.string(), gracePeriodSeconds: z.nullable(z.int()) }),
    needs: [{ verb: 'delete', group: '', resource: 'pods' }] as const satisfies readonly Need[],
  },
  ...deploymentCommands,
  ...applyCommands,
  ...jobCommands,
  ...secretCommands,
  ...configMapCommands,
} as const

export type CommandName = keyof typeof commands
export type CommandInput<N extends CommandName> = z.infer<(typeof commands)[N]['input']>
export type CommandOutput<N extends CommandName> = z.infer<(typeof commands)[N]['output']>

/** Whether a command's input holds values that must be kept nowhere: no list of what was done, no cache, no log. */
export const isWithheld = (name: CommandName): boolean => 'withheld' in commands[name]
