import type { KubeObject } from '../../objects.ts'
import type { Random } from '../../Random.ts'
import { done, type Result, refused } from '../../Status.ts'
import type { Store } from '../../storage/Store.ts'
import { askedName, forbidden } from '../refusals.ts'
import { type Struct, struct, structs, text } from '../Struct.ts'

const MOUNT_PATH = '/var/run/secrets/kubernetes.io/serviceaccount'
const VOLUME = 'kube-api-access-'
/** Seconds that a mounted token is good for: an hour and as long as it takes to notice a new one. */
const TOKEN_SECONDS = 3607

type Parts = { readonly store: Store; readonly random: Random }

/** Gives a new pod its service account, that account's pull secrets and, unless either says otherwise, a volume with its token; refused where the account is not there. */
export function withServiceAccount({ store, random }: Parts, pod: KubeObject): Result<KubeObject> {
  const spec = struct(pod['spec'])
  const namespace = pod.metadata.namespace
  const name = text(spec['serviceAccountName']) || 'default'
  const account = store.get('serviceaccounts', namespace, name)
  if (!account) {
    return refused(forbidden('pods', askedName(pod), `error looking up service account ${namespace}/${name}: serviceaccount ${JSON.stringify(name)} not found`))
  }
  const withName: Struct = { ...spec, serviceAccountName: name, serviceAccount: name }
  const mounts = spec['automountServiceAccountToken'] ?? account['automountServiceAccountToken'] ?? true
  return done({ ...pod, spec: withPullSecrets(mounts === false ? withName : withToken(withName, random), account) })
}

function withPullSecrets(spec: Struct, account: KubeObject): Struct {
  const secrets = structs(account['imagePullSecrets'])
  return structs(spec['imagePullSecrets']).length > 0 || secrets.length === 0 ? spec : { ...spec, imagePullSecrets: secrets }
}

function withToken(spec: Struct, random: Random): Struct {
  const volumes = structs(spec['volumes'])
  const existing = volumes.find((volume) => text(volume['name']).startsWith(VOLUME))
  const name = existing ? text(existing['name']) : `${VOLUME}${random.suffix()}`
  const mount = { mountPath: MOUNT_PATH, name, readOnly: true }
  let mounted = false
  const withMount = (container: Struct): Struct => {
    const mounts = structs(container['volumeMounts'])
    if (mounts.some((one) => one['mountPath'] === MOUNT_PATH)) return container
    mounted = true
    return { ...container, volumeMounts: [...mounts, mount] }
  }
  const inits = structs(spec['initContainers']).map(withMount)
  const containers = structs(spec['containers']).map(withMount)
  const next = { ...spec, containers, ...(inits.length > 0 ? { initContainers: inits } : {}) }
  return mounted && !existing ? { ...next, volumes: [...volumes, { name, projected: tokenSource() }] } : next
}

function tokenSource() {
  const namespace = { path: 'namespace', fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.namespace' } }
  return {
    defaultMode: 420,
    sources: [
      { serviceAccountToken: { expirationSeconds: TOKEN_SECONDS, path: 'token' } },
      { configMap: { items: [{ key: 'ca.crt', path: 'ca.crt' }], name: 'kube-root-ca.crt' } },
      { downwardAPI: { items: [namespace] } },
    ],
  }
}
