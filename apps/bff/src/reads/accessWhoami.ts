import type { Read } from './Read.ts'

/** `kubectl auth whoami`. */
export const accessWhoami: Read<'access.whoami'> = async (_input, { context, cluster, identity }) => {
  const person = await identity.of(context, cluster.client)
  return person.ok ? { ok: true, output: { username: person.output.username, groups: person.output.groups } } : person
}
