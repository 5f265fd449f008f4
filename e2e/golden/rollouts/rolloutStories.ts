import type { ApiProxy } from '../ApiProxy.ts'
import type { Json } from '../statuses.ts'
import { NO_SCHEDULER } from './playPods.ts'
import type { RolloutWatch } from './RolloutWatch.ts'

const IMAGE = 'registry.k8s.io/e2e-test-images/agnhost:2.63.0'
const CAUSE = 'kubernetes.io/change-cause'

/** `kubectl` runs in the namespace and throws where kubectl fails. */
export type Stage = { readonly api: ApiProxy; readonly watch: RolloutWatch; readonly namespace: string; kubectl(...words: string[]): Promise<void> }

/** Every way a rollout goes, on Deployments side by side. */
export async function tellRollouts(stage: Stage): Promise<void> {
  await Promise.all([tellRolling(stage), tellRecreate(stage), tellFailing(stage), tellManyRevisions(stage)])
}

/** New versions one after the other, back, paused and resumed, scaled up, to nothing and up again. */
async function tellRolling(stage: Stage): Promise<void> {
  const web = await Story.begin(stage, 'web', { replicas: 6, played: true })
  await web.version('2', 'second')
  await web.rolledOut()
  await stage.kubectl('rollout', 'undo', 'deployment/web')
  await web.rolledOut()
  await web.version('3', 'third')
  await web.until('half rolled out', ({ updatedReplicas = 0 }) => updatedReplicas >= 2)
  await stage.kubectl('rollout', 'pause', 'deployment/web')
  await stage.kubectl('scale', 'deployment/web', '--replicas=8')
  await web.until('scaled while paused', ({ replicas = 0, availableReplicas = 0 }) => replicas >= 8 && availableReplicas >= 8)
  await stage.kubectl('rollout', 'resume', 'deployment/web')
  await web.rolledOut()
  for (const replicas of [0, 2]) {
    await stage.kubectl('scale', 'deployment/web', `--replicas=${replicas}`)
    await web.rolledOut()
  }
  await stage.kubectl('annotate', 'deployment/web', `${CAUSE}-`)
  await stage.kubectl('rollout', 'restart', 'deployment/web')
  await web.rolledOut()
  // Two versions at once: the first is left before it has begun.
  await Promise.all([web.version('4', 'fourth'), web.version('5', 'fifth')])
  await web.rolledOut()
}

async function tellRecreate(stage: Stage): Promise<void> {
  const recreated = await Story.begin(stage, 'recreated', { replicas: 3, strategy: { type: 'Recreate' } })
  await recreated.version('2', 'all at once')
  await recreated.rolledOut()
  await stage.kubectl('delete', 'deployment/recreated', '--cascade=foreground')
}

/** An image that nobody has, until the deadline, and back. */
async function tellFailing(stage: Stage): Promise<void> {
  const failing = await Story.begin(stage, 'failing', { replicas: 2, progressDeadlineSeconds: 4 })
  await stage.kubectl('set', 'image', 'deployment/failing', `web=${IMAGE}-nope`)
  await failing.until('past its deadline', ({ conditions = [] }) => conditions.some(({ reason }) => reason === 'ProgressDeadlineExceeded'))
  await stage.kubectl('scale', 'deployment/failing', '--replicas=3')
  await failing.until('scaled', ({ observedGeneration = 0 }) => observedGeneration >= 3)
  await stage.kubectl('rollout', 'undo', 'deployment/failing')
  await failing.rolledOut()
}

/** Fifty revisions, some without a cause and some that come back, of which three are kept in the end. */
async function tellManyRevisions(stage: Stage): Promise<void> {
  const long = await Story.begin(stage, 'long', { replicas: 0, revisionHistoryLimit: 60 })
  for (let version = 2; version <= 50; version++) {
    await long.version(String(version), version % 3 === 0 ? null : `version ${version}`)
    await long.rolledOut()
  }
  for (const revision of [7, 30]) {
    await stage.kubectl('rollout', 'undo', 'deployment/long', `--to-revision=${revision}`)
    await long.rolledOut()
  }
  await long.patch({ spec: { revisionHistoryLimit: 3 } })
  await long.rolledOut()
}

type Status = {
  readonly observedGeneration?: number
  readonly replicas?: number
  readonly updatedReplicas?: number
  readonly availableReplicas?: number
  readonly conditions?: readonly { readonly reason?: string }[]
}

/** One Deployment whose pods do nothing: on a node, or (`played`) on none. */
class Story {
  readonly #stage: Stage
  readonly #name: string

  private constructor(stage: Stage, name: string) {
    this.#stage = stage
    this.#name = name
  }

  static async begin(stage: Stage, name: string, { played = false, ...spec }: Json & { readonly played?: boolean }): Promise<Story> {
    const labels = { app: name }
    const container = { name: 'web', image: IMAGE, args: ['pause'], resources: { requests: { cpu: '1m', memory: '1Mi' } } }
    const pod = {
      ...(played && { schedulerName: NO_SCHEDULER }),
      terminationGracePeriodSeconds: 0,
      automountServiceAccountToken: false,
      containers: [container],
    }
    await stage.api.post(`/apis/apps/v1/namespaces/${stage.namespace}/deployments`, {
      metadata: { name, annotations: { [CAUSE]: 'first' } },
      spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec: pod }, ...spec },
    })
    const story = new Story(stage, name)
    await story.rolledOut()
    return story
  }

  async patch(change: Json): Promise<void> {
    await this.#stage.api.patch(`/apis/apps/v1/namespaces/${this.#stage.namespace}/deployments/${this.#name}`, change)
  }

  version(version: string, cause: string | null): Promise<void> {
    const containers = [{ name: 'web', env: [{ name: 'VERSION', value: version }] }]
    return this.patch({ metadata: { annotations: { [CAUSE]: cause } }, spec: { template: { spec: { containers } } } })
  }

  until(what: string, wanted: (status: Status) => boolean): Promise<void> {
    return this.#stage.watch.until(this.#name, what, ({ status = {} }) => wanted(status))
  }

  /** All that the last change asked for is there and nothing else is. */
  async rolledOut(): Promise<void> {
    const path = `/apis/apps/v1/namespaces/${this.#stage.namespace}/deployments/${this.#name}`
    const { generation } = (await this.#stage.api.get(path))['metadata'] as { generation: number } // the border: what an apiserver sent
    await this.#stage.watch.until(this.#name, 'rolled out', ({ spec, status = {} }) => {
      const { observedGeneration = 0, replicas = 0, updatedReplicas = 0, availableReplicas = 0 }: Status = status
      const wanted = spec['replicas']
      return observedGeneration >= generation && updatedReplicas === wanted && replicas === wanted && availableReplicas === wanted
    })
  }
}
