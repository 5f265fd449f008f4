import type { Read } from './Read.ts'
import { readData } from './readData.ts'

/** One value of exactly this Secret, by one GET. `kubectl get secret <name> -o jsonpath='{.data.<key>}'`. Audited by `runRead`. */
export const secretValue: Read<'secrets.value'> = async (input, { cluster }) => {
  const found = await readData('secrets', input, cluster.client)
  if (!found.ok) return found
  const value = new Map(found.output.data).get(input.key)
  if (value !== undefined) return { ok: true, output: { value } }
  return { ok: false, failure: { reason: 'NotFound', code: 404, message: `The Secret ${input.name} has no key ${input.key} any more.` } }
}
