import * as z from 'zod'

const Entry = z.object({ manager: z.string().catch(''), time: z.string(), fieldsV1: z.record(z.string(), z.unknown()) })
const Metadata = z.object({ uid: z.string(), creationTimestamp: z.string().catch(''), managedFields: z.array(z.unknown()).catch([]) })

export type LastChange = { readonly uid: string; readonly at: number | null; readonly by: string }

/**
 * When the data of an object last changed, at the latest, and by whom: the newest time among its managers that own a field of the data. The apiserver sets a
 * manager's time when that one changes anything of its own, so it can be later than the change of one key, never earlier. Null where no manager owns data.
 */
export function lastChange(metadata: unknown): LastChange | null {
  const read = Metadata.safeParse(metadata).data
  if (!read) return null
  const entries = read.managedFields.flatMap((entry) => {
    const { manager, time, fieldsV1 } = Entry.safeParse(entry).data ?? {}
    const at = time === undefined ? Number.NaN : Date.parse(time) / 1000
    const owns = fieldsV1 !== undefined && ['f:data', 'f:binaryData', 'f:stringData'].some((field) => Object.hasOwn(fieldsV1, field))
    return owns && Number.isFinite(at) ? [{ at, by: manager ?? '' }] : []
  })
  const newest = entries.reduce<{ at: number; by: string } | null>((best, entry) => (best === null || entry.at > best.at ? entry : best), null)
  return { uid: read.uid, at: newest?.at ?? null, by: newest?.by ?? '' }
}
