import { authorisedApi } from './access/authorisedApi.ts'
import type { Access } from './access/createAccess.ts'
import type { User } from './apiserver/Api.ts'
import type { Faults } from './apiserver/http/Faults.ts'
import { isFields } from './apiserver/http/isFields.ts'
import { resolveService } from './apiserver/http/resolveService.ts'
import type { ClusterParts, Running } from './ClusterParts.ts'
import type { NodeAccess } from './containers/Container.ts'
import { createRuntime } from './containers/createRuntime.ts'
import type { DeclaredImages } from './images/createCatalogue.ts'
import type { Pod } from './kinds.ts'
import { nodeAccess } from './kubelet/nodeAccess.ts'
import { type Kubelet, startKubelet } from './kubelet/startKubelet.ts'

type Nodes = { readonly names: readonly string[]; readonly images: DeclaredImages; readonly access: Access; readonly externalIP: string | null }

const TOKEN_SECONDS = 3607

/** Starts the kubelet of every node; all of them share one runtime, as if images were in one registry, and one network with the cluster's services. */
export function startNodes(
  parts: ClusterParts,
  { names, images, access, externalIP }: Nodes,
): Running & Pick<Faults, 'nodeDown'> & { readonly access: NodeAccess } {
  const { clock, random } = parts
  const kubelets: Kubelet[] = []
  const resolve = resolveService({ ...parts, nodes: { serves: (pod, port) => nodes.serves(pod, port) } })
  const apiFor = (user: User) => authorisedApi(parts.api, access, user)
  const runtime = createRuntime({ clock, random, images, resolve, apiFor })
  for (const [index, node] of names.entries()) {
    const address = { hostIP: `192.168.49.${2 + index}`, podCIDR: `10.244.${index}.0/24` }
    const reached = index === 0 && externalIP !== null ? { externalIP } : {}
    kubelets.push(startKubelet(parts, { node, runtime, ...address, ...reached, tokenFor: (pod) => tokenFor(access, pod) }))
  }
  const nodes = nodeAccess(parts, kubelets)
  return {
    access: nodes,
    nodeDown: (name, down) => {
      const kubelet = kubelets.find(({ node }) => node === name)
      if (!kubelet) throw new Error(`no node is named ${name}`)
      kubelet.cutOff(down)
    },
    stop: () => {
      for (const kubelet of kubelets) kubelet.stop()
    },
  }
}

/** The token that a pod's containers find in their files: bound to the pod, as the kubelet asks for it. */
function tokenFor(access: Access, { metadata, spec }: Pod): string {
  const { namespace = 'default', name, uid } = metadata
  const boundObjectRef = { kind: 'Pod', apiVersion: 'v1', name, uid }
  const request = { spec: { expirationSeconds: TOKEN_SECONDS, boundObjectRef } }
  const made = access.requestToken({ namespace, name: spec.serviceAccountName ?? 'default' }, request)
  const status = made.ok ? made.value['status'] : undefined
  return isFields(status) && typeof status['token'] === 'string' ? status['token'] : ''
}
