import * as z from 'zod/mini'
import { changedData, newData, WrittenData } from './configData.ts'
import { type Need, ObjectRef } from './kubeNames.ts'

const may = (verb: Need['verb']) => [{ verb, group: '', resource: 'configmaps' }] as const satisfies readonly Need[]

/** What can be done to ConfigMaps: as to Secrets. Bytes that are UTF-8 go to `data`, others to `binaryData`, as kubectl does it. */
export const configMapCommands = {
  'configmaps.create': { input: z.strictObject(newData), output: WrittenData, needs: may('create'), withheld: true },
  'configmaps.update': { input: z.strictObject(changedData), output: WrittenData, needs: may('patch'), withheld: true },
  'configmaps.delete': { input: ObjectRef, output: z.strictObject({ uid: z.string() }), needs: may('delete') },
} as const
