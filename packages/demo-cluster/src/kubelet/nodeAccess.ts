import type { ClusterParts } from '../ClusterParts.ts'
import type { NodeAccess, PodName } from '../containers/Container.ts'
import type { Pod } from '../kinds.ts'
import { type Result, refused } from '../Status.ts'
import { chooseLog } from './chooseLog.ts'
import { containerOf } from './containerOf.ts'
import type { Kubelet } from './startKubelet.ts'

/** What the apiserver can ask of all nodes: each pod's own node answers. A pod without one has an empty log, and nothing to run in. */
export function nodeAccess({ store }: ClusterParts, kubelets: readonly Kubelet[]): NodeAccess {
  const byName = new Map(kubelets.map((kubelet) => [kubelet.node, kubelet.access]))
  const podOf = ({ namespace, name }: PodName) => store.get('pods', namespace, name) as Pod | undefined
  const nodeOf = (of: PodName) => byName.get(podOf(of)?.spec.nodeName ?? '')

  function withoutNode(of: PodName & { readonly container?: string }): Result<never> {
    const pod = podOf(of)
    if (!pod) return refused({ code: 404, reason: 'NotFound', message: `pods "${of.name}" not found`, details: { name: of.name, kind: 'pods' } })
    const container = containerOf(pod, of.container)
    if (!container.ok) return container
    return refused({ code: 400, reason: 'BadRequest', message: `pod ${of.name} does not have a host assigned` })
  }

  return {
    logs(of, options, to) {
      const node = nodeOf(of)
      if (node) return node.logs(of, options, to)
      const pod = podOf(of)
      const container = pod && containerOf(pod, options.container)
      if (!pod || !container?.ok || pod.spec.nodeName) return withoutNode({ ...of, ...(options.container ? { container: options.container } : {}) })
      const log = chooseLog(pod, undefined, { name: container.value.name, previous: options.previous })
      if (!log.ok) return log
      to.end()
      return { ok: true, value: () => {} }
    },
    exec: (of, command, streams) => nodeOf(of)?.exec(of, command, streams) ?? withoutNode(of),
    attach: (of, streams) => nodeOf(of)?.attach(of, streams) ?? withoutNode(of),
    serves: (of, port) => nodeOf(of)?.serves(of, port),
  }
}
