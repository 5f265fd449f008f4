import * as z from 'zod'
import { endpointPath, kubePath } from '../kube/kubePath.ts'
import type { Read, ReadCluster } from './Read.ts'

const Version = z.object({ gitVersion: z.string() })
const Namespace = z.object({ metadata: z.object({ uid: z.string() }) })

/** `kubectl version`, and the uid of kube-system, which tells one cluster from the next behind the same address. */
export const clusterVersion: Read<'cluster.version'> = async (_input, { cluster }) => {
  const [answer, clusterUid] = await Promise.all([cluster.client.json({ path: endpointPath('version') }), uidOf(cluster)])
  if (!answer.ok) return answer
  const version = Version.safeParse(answer.output)
  if (version.success) return { ok: true, output: { gitVersion: version.data.gitVersion, clusterUid } }
  return { ok: false, failure: { reason: 'NotKubernetes', code: 502, message: 'What answers at /version does not say which Kubernetes it is.' } }
}

async function uidOf({ client, uid }: ReadCluster): Promise<string | null> {
  if (uid !== null) return uid
  const answer = await client.json({ path: kubePath({ group: '', version: 'v1', resource: 'namespaces', name: 'kube-system' }) })
  return answer.ok ? (Namespace.safeParse(answer.output).data?.metadata.uid ?? null) : null
}
