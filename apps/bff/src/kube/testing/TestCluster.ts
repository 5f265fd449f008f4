import { type Cluster, type ClusterOptions, createCluster, type Faults, type KubeObject, type ManualClock, type NewObject } from '@binnacle/demo-cluster'
import type { ContextEntry, UserEntry } from '../kubeconfig.ts'

const BY = { user: { name: 'kubernetes-admin', groups: ['system:masters'] }, fieldManager: 'test' }

/**
 * A demo cluster for tests: nothing is in it but what every cluster makes for itself, and its clock stands still unless a test moves it, so that nothing happens in it
 * that the test did not do. It is not the clock of Binnacle's own parts.
 */
export class TestCluster {
  readonly demo: Cluster<ManualClock>
  #url = ''

  /** One that does not listen yet. Two of one seed that were asked the same are the same cluster, uids and versions included. */
  constructor(options: ClusterOptions = {}) {
    this.demo = createCluster({ seed: 1, pace: 'instant', ...options, clock: 'manual' })
    this.#settle()
  }

  static async start(options?: ClusterOptions): Promise<TestCluster> {
    const cluster = new TestCluster(options)
    await cluster.listen()
    return cluster
  }

  async listen(port = 0): Promise<void> {
    this.#url = (await this.demo.listen(port)).url
  }

  /** Listens where another one does, which is killed: there is no moment in which nobody listens. */
  async takeOver(other: TestCluster): Promise<void> {
    const killed = other.faults.kill()
    await this.listen(other.port)
    await killed
  }

  get url(): string {
    return this.#url
  }

  get port(): number {
    return Number(new URL(this.#url).port)
  }

  get faults(): Faults {
    return this.demo.faults
  }

  /** Of the last write. */
  get version(): string {
    return String(this.demo.store.version)
  }

  /** A kubeconfig's context for it, of its administrator unless told otherwise. */
  entry(user: UserEntry = {}): ContextEntry {
    return { name: 'test', clusterName: 'test', userName: 'me', namespace: null, cluster: { server: this.#url }, user }
  }

  create(resource: string, object: NewObject): KubeObject {
    return done(this.demo.api.create(resource, object, BY))
  }

  /** With the service account that pods need. */
  createNamespace(name: string): void {
    this.create('namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name } })
    this.#settle()
  }

  /** A pod that no scheduler looks after: it stays as it is. */
  createPod(name: string, namespace = 'default'): KubeObject {
    const spec = { schedulerName: 'nobody', containers: [{ name: 'main', image: 'busybox' }] }
    return this.create('pods', { apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace }, spec })
  }

  labelPod(name: string, labels: Readonly<Record<string, string>>, namespace = 'default'): KubeObject {
    return done(this.demo.api.patch({ resource: 'pods', namespace, name }, { type: 'merge', body: { metadata: { labels } } }, BY))
  }

  delete(resource: string, name: string, namespace?: string): void {
    done(this.demo.api.delete({ resource, name, ...(namespace === undefined ? {} : { namespace }) }, {}, BY))
  }

  deletePod(name: string, namespace = 'default'): void {
    this.delete('pods', name, namespace)
  }

  /** Lets a user read what the role `view` says, in one namespace or (left out) everywhere. */
  letView(user: string, namespace?: string): void {
    const subjects = [{ kind: 'User', apiGroup: 'rbac.authorization.k8s.io', name: user }]
    const roleRef = { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'view' }
    const of = { apiVersion: 'rbac.authorization.k8s.io/v1', subjects, roleRef }
    if (namespace === undefined) this.create('clusterrolebindings.rbac.authorization.k8s.io', { ...of, kind: 'ClusterRoleBinding', metadata: { name: user } })
    else this.create('rolebindings.rbac.authorization.k8s.io', { ...of, kind: 'RoleBinding', metadata: { name: user, namespace } })
  }

  close(): Promise<void> {
    return this.demo.close()
  }

  #settle(): void {
    this.demo.clock.advance(0)
  }
}

function done(result: ReturnType<Cluster['api']['create']>): KubeObject {
  if (!result.ok) throw new Error(result.status.message)
  return result.value
}
