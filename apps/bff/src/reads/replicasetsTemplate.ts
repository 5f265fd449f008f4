import * as z from 'zod'
import { kubePath } from '../kube/kubePath.ts'
import type { Read } from './Read.ts'

const HASH = 'pod-template-hash'
const ReplicaSet = z.object({ metadata: z.object({ uid: z.string() }), spec: z.object({ template: z.looseObject({}) }) })

/** `kubectl get replicaset <name> -o yaml`, of it the pod template alone. A successor of the same name is another ReplicaSet. */
export const replicasetsTemplate: Read<'replicasets.template'> = async ({ namespace, name, uid }, { cluster }) => {
  const answer = await cluster.client.json({ path: kubePath({ group: 'apps', version: 'v1', resource: 'replicasets', namespace, name }) })
  if (!answer.ok) return answer.failure.code === 404 ? { ok: true, output: { template: null } } : answer
  const read = ReplicaSet.safeParse(answer.output)
  if (!read.success) return { ok: false, failure: { reason: 'NotKubernetes', code: 502, message: 'What answered is no ReplicaSet.' } }
  if (read.data.metadata.uid !== uid) return { ok: true, output: { template: null } }
  return { ok: true, output: { template: withoutHash(read.data.spec.template) } }
}

function withoutHash(template: Readonly<Record<string, unknown>>): unknown {
  const metadata = z.looseObject({ labels: z.record(z.string(), z.unknown()) }).safeParse(template['metadata'])
  if (!metadata.success) return template
  const { [HASH]: _, ...labels } = metadata.data.labels
  return { ...template, metadata: { ...metadata.data, labels } }
}
