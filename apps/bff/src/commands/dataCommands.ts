import type { CommandInput } from '@binnacle/shared'
import type { Command, Target } from './Command.ts'
import { configMapKind, secretKind } from './DataKind.ts'
import { deleteData } from './deleteData.ts'
import { createData, updateData } from './writeData.ts'

const fresh = ({ namespace, name }: CommandInput<'configmaps.create'>): Target => ({ namespace, name, uid: null })
const seen = ({ namespace, name, uid }: CommandInput<'configmaps.delete'>): Target => ({ namespace, name, uid })

type Name = 'secrets.create' | 'secrets.update' | 'secrets.delete' | 'configmaps.create' | 'configmaps.update' | 'configmaps.delete'

/** What can be done to Secrets and to ConfigMaps, which is the same. */
export const dataCommands: { readonly [N in Name]: Command<N> } = {
  'secrets.create': { target: fresh, execute: (input, tools) => createData(secretKind, input, tools) },
  'secrets.update': { target: seen, execute: (input, tools) => updateData(secretKind, input, tools) },
  'secrets.delete': { target: seen, execute: (input, tools) => deleteData(secretKind, input, tools) },
  'configmaps.create': { target: fresh, execute: (input, tools) => createData(configMapKind, input, tools) },
  'configmaps.update': { target: seen, execute: (input, tools) => updateData(configMapKind, input, tools) },
  'configmaps.delete': { target: seen, execute: (input, tools) => deleteData(configMapKind, input, tools) },
}
