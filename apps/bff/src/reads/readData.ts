import type { ObjectRef, Outcome } from '@binnacle/shared'
import * as z from 'zod'
import type { Client } from '../access/Identity.ts'
import { dataEntries } from '../kube/dataEntries.ts'
import { kubePath } from '../kube/kubePath.ts'

type Entries = readonly (readonly [key: string, value: string])[]
type Data = { readonly version: string; readonly data: Entries; readonly binaryData: Entries }

const Holder = z.object({ metadata: z.object({ uid: z.string(), resourceVersion: z.string() }), data: dataEntries, binaryData: dataEntries })

/** The keys and values of exactly the object with this uid, as the apiserver writes them. A failure says nothing of what they are. */
export async function readData(resource: 'secrets' | 'configmaps', { namespace, name, uid }: ObjectRef, client: Client): Promise<Outcome<Data>> {
  const path = kubePath({ group: '', version: 'v1', resource, namespace, name })
  const answer = await client.json({ path, guarded: true })
  if (!answer.ok) return answer
  const holder = Holder.safeParse(answer.output)
  if (!holder.success)
    return { ok: false, failure: { reason: 'NotKubernetes', code: 502, message: `The cluster answered with something that is none of ${resource}.` } }
  const { metadata, data, binaryData } = holder.data
  if (metadata.uid === uid) return { ok: true, output: { version: metadata.resourceVersion, data, binaryData } }
  return { ok: false, failure: { reason: 'Conflict', code: 409, message: `Another object has the name ${name} now: it was replaced since you looked.` } }
}
