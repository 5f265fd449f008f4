import type { ClusterParts, Running } from '../ClusterParts.ts'
import type { NewObject } from '../objects.ts'
import { done } from '../Status.ts'
import { controllerOptions } from './controllerOptions.ts'
import { isActiveNamespace } from './namespaces/isActiveNamespace.ts'
import { createWorkQueue } from './workQueue.ts'

const options = controllerOptions('root-ca-cert-publisher')
const NAME = 'kube-root-ca.crt'
const DESCRIPTION =
  'Contains a CA bundle that can be used to verify the kube-apiserver when using internal endpoints such as the internal service IP or kubernetes.default.svc. No other usage is guaranteed across distributions of Kubernetes clusters.'

/** Of an authority whose key nobody has: this cluster's own apiserver needs no certificate. */
const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBizCCATGgAwIBAgIUfYrDMQ1WAUbmKXfgu2MhNsynGsUwCgYIKoZIzj0EAwIw
GjEYMBYGA1UEAwwPZGVtby1jbHVzdGVyLWNhMCAXDTI2MTEyNDIwMjA0NVoYDzIx
MjYxMDMxMjAyMDQ1WjAaMRgwFgYDVQQDDA9kZW1vLWNsdXN0ZXItY2EwWTATBgcq
hkjOPQIBBggqhkjOPQMBBwNCAAREsTZqd9mK4+gtXeuswFJQP4FXy036Qe44W7EV
J5WxPLahfKaRkfhJetSG3dJWcYJ0gpBOij5m2R90I3zW6s9Vo1MwUTAdBgNVHQ4E
FgQU3W6FE9lB22Z7YYmb7bOsum6DtAUwHwYDVR0jBBgwFoAU3W6FE9lB22Z7YYmb
7bOsum6DtAUwDwYDVR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNIADBFAiAuUjiR
/PxlTivTizSw1xvxivI2qJfuz1rdL40VPFJgMwIhAKFiy5vW8c1VyAGDY0HsnwWi
ydf1A0/25gWvRZFHyXtP
-----END CERTIFICATE-----
`

/** Every namespace has a ConfigMap `kube-root-ca.crt`, put right when somebody changes or deletes it, as upstream's root-ca-cert-publisher sees to. */
export function startRootCertificates({ store, clock, api }: ClusterParts): Running {
  const queue = createWorkQueue(clock, (namespace) => {
    if (!isActiveNamespace(store.get('namespaces', undefined, namespace))) return done(null)
    const found = store.get('configmaps', namespace, NAME)
    if (!found) return api.create('configmaps', wanted(namespace), options)
    const { data } = wanted(namespace)
    if (JSON.stringify(found['data']) === JSON.stringify(data)) return done(null)
    return api.update({ resource: 'configmaps', namespace, name: NAME }, { ...found, data }, options)
  })
  const unsubscribe = store.subscribe(({ resource, type, object: { metadata } }) => {
    if (resource === 'namespaces' && type !== 'DELETED') queue.add(metadata.name)
    else if (resource === 'configmaps' && metadata.name === NAME && type !== 'ADDED' && metadata.namespace !== undefined) queue.add(metadata.namespace)
  })
  for (const { metadata } of store.list('namespaces')) queue.add(metadata.name)
  return {
    stop: () => {
      unsubscribe()
      queue.stop()
    },
  }
}

function wanted(namespace: string): NewObject & { readonly data: object } {
  const metadata = { name: NAME, namespace, annotations: { 'kubernetes.io/description': DESCRIPTION } }
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { 'ca.crt': CERTIFICATE } }
}
