import type { Failure, ObjectRef, Outcome, UsedBy } from '@binnacle/shared'
import * as z from 'zod'
import type { Client } from '../../access/Identity.ts'
import { kubePath } from '../../kube/kubePath.ts'
import { lastChange } from './lastChange.ts'
import { listAll } from './listAll.ts'
import { places, type Read } from './places.ts'
import type { Wanted } from './podUses.ts'
import { usersIn } from './usersIn.ts'

/** Only the metadata: no value leaves the apiserver for this. */
const METADATA = 'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1'
const Metadata = z.object({ metadata: z.unknown().optional() })

/**
 * Who names this Secret or ConfigMap in its namespace, at this moment: one list of each kind that can. What may not be listed, or is more than a few pages, is named in the
 * answer instead of being left out in silence.
 */
export async function usedBy(wanted: Wanted, { namespace, name, uid }: ObjectRef, client: Client): Promise<Outcome<UsedBy>> {
  const path = kubePath({ group: '', version: 'v1', resource: wanted.resource, namespace, name })
  const [metadata, ...lists] = await Promise.all([
    client.json({ path, accept: METADATA, guarded: true }),
    ...places(wanted.resource).map(async (place): Promise<Read> => ({ place, ...(await listAll(place, namespace, client)) })),
  ])
  const change = metadata.ok ? lastChange(Metadata.safeParse(metadata.output).data?.metadata) : null
  if (change && change.uid !== uid) return { ok: false, failure: replaced(name) }
  return {
    ok: true,
    output: {
      changedAt: change?.at ?? null,
      changedBy: change?.by ?? '',
      users: usersIn(lists, wanted, change?.at ?? null),
      unread: [
        ...(metadata.ok ? [] : [{ resource: wanted.resource, failure: metadata.failure }]),
        ...lists.flatMap(({ place, failure }) => (failure ? [{ resource: place.resource, failure }] : [])),
      ],
      partly: lists.filter(({ partly }) => partly).map(({ place }) => place.resource),
    },
  }
}

function replaced(name: string): Failure {
  return { reason: 'Conflict', code: 409, message: `Another object has the name ${name} now: it was replaced since you looked.` }
}
