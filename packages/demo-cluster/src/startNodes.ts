import type { ClusterParts, Running } from './ClusterParts.ts'
import type { NodeAccess } from './containers/Container.ts'
import { createRuntime } from './containers/createRuntime.ts'
import type { DeclaredImages } from './images/createCatalogue.ts'
import { nodeAccess } from './kubelet/nodeAccess.ts'
import { startKubelet } from './kubelet/startKubelet.ts'

type Nodes = { readonly names: readonly string[]; readonly images: DeclaredImages }

/** Starts the kubelet of every node; all of them share one runtime, as if images were in one registry. */
export function startNodes(parts: ClusterParts, { names, images }: Nodes): Running & { readonly access: NodeAccess } {
  const { clock, random } = parts
  const runtime = createRuntime({ clock, random, images })
  const kubelets = names.map((node, index) => startKubelet(parts, { node, runtime, hostIP: `192.168.49.${2 + index}`, podCIDR: `10.244.${index}.0/24` }))
  return {
    access: nodeAccess(parts, kubelets),
    stop: () => {
      for (const kubelet of kubelets) kubelet.stop()
    },
  }
}
