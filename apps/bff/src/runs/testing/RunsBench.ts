import { type Condition, type Failure, type LaunchedRun, ManualClock, type Outcome, type PodDetail, type RunRow, type SampleRow } from '@binnacle/shared'
import type { AuditEntry } from '../../access/audit.ts'
import type { GuardRails } from '../../access/authorize.ts'
import type { KubeRequest } from '../../kube/request.ts'
import type { LaunchedJob } from '../../projections/launchedJob.ts'
import { TestCluster } from '../../topics/testing/TestCluster.ts'
import { ClusterRuns } from '../ClusterRuns.ts'

const LABEL = 'app.kubernetes.io/managed-by=binnacle'
/** The Job began at this time by the cluster's clock. */
export const START = 1_700_000_000

export const is = (type: string, reason: string, since = START): Condition => ({ type, status: 'True', reason, message: `${reason} it was`, since })

type JobChange = Partial<LaunchedJob> & { readonly plan?: Partial<LaunchedRun> }

/** A Binnacle's runs in a cluster that a test moves by hand. What they ask of the apiserver is in `asked`. */
export class RunsBench {
  readonly clock = new ManualClock(START * 1000)
  readonly cluster = new TestCluster()
  readonly asked: { method: string; path: string; body: unknown }[] = []
  readonly audit: AuditEntry[] = []
  answer: () => Outcome<unknown> = () => ({ ok: true, output: {} })
  readonly runs: ClusterRuns

  constructor(rails: GuardRails = { allowSystem: false, readOnly: false }, before: (bench: RunsBench) => void = () => undefined) {
    before(this)
    const { informers } = this.cluster
    this.runs = new ClusterRuns({
      cluster: { context: 'kind', informers, client: { json: (request) => this.#json(request) }, follow: (params, sink) => this.cluster.follow(params, sink) },
      clock: this.clock,
      rails,
      audit: (entry) => void this.audit.push(entry),
      user: () => Promise.resolve('ada'),
    })
  }

  source(what: 'jobs.launched' | 'pods.detail', namespace: string | null = null) {
    return this.cluster.source(what, { namespace, labelSelector: LABEL })
  }

  job({ plan, ...change }: JobChange = {}): LaunchedJob {
    const run: LaunchedRun = { runTimeSeconds: 60, sampleSeconds: 10, atEnd: 'keepHour', terminatedAt: null, outcome: null, ...plan }
    const job = { ...jobOf('job-1'), run, ...change }
    this.source('jobs.launched').set(job)
    return job
  }

  pod(change: Partial<PodDetail> & { readonly uid?: string; readonly job?: string } = {}): PodDetail {
    const { job = 'job-1', ...more } = change
    const pod = podOf(more.uid ?? 'pod-1', job, more)
    this.source('pods.detail').set(pod)
    return pod
  }

  row(uid = 'job-1'): RunRow {
    const row = this.runs.list({ namespace: null }).source.rows.get(uid)
    if (!row) throw new Error(`there is no run ${uid}`)
    return row
  }

  samples(uid = 'job-1'): string[] {
    return [...this.runs.samples({ uid }).source.rows.values()].map(sampleText)
  }

  logs(uid = 'job-1') {
    return [...this.runs.logs({ uid }).source.rows.values()]
  }

  seconds(count: number): void {
    this.clock.advance(count * 1000)
  }

  /** Lets what was promised happen. */
  async settle(): Promise<void> {
    for (let turn = 0; turn < 20; turn++) await Promise.resolve()
  }

  #json(request: KubeRequest): Promise<Outcome<unknown>> {
    if (!request.path.ok) return Promise.resolve(request.path)
    this.asked.push({ method: request.method ?? 'GET', path: request.path.output.text, body: 'body' in request ? request.body : undefined })
    return Promise.resolve(this.answer())
  }
}

export const fails = (reason: Failure['reason'], code: number): Outcome<never> => ({ ok: false, failure: { reason, code, message: reason } })

export const running = (since = START) => ({ state: 'running', since }) as const
export const exited = (exitCode: number, reason = exitCode === 0 ? 'Completed' : 'Error') =>
  ({ state: 'terminated', reason, message: '', exitCode, signal: 0, startedAt: START, finishedAt: START }) as const

export function containers(state: PodDetail['containers'][number]['state']): PodDetail['containers'] {
  return [{ name: 'main', role: 'main', image: 'busybox:1.36', ready: state.state === 'running', restarts: 0, state, last: null, ports: [] }]
}

function sampleText({ kind, offset, until, inNamespace, pods, why }: SampleRow): string {
  if (kind === 'gap') return `gap T+${offset}…${until}: ${why}`
  return `${kind} T+${offset}: ${inNamespace} in the namespace${pods.map((pod) => `, ${pod.name} ${pod.status}`).join('')}`
}

function jobOf(uid: string): LaunchedJob {
  return {
    uid,
    namespace: 'shop',
    name: 'hello',
    created: START,
    status: 'Running',
    active: 1,
    succeeded: 0,
    failed: 0,
    ready: 0,
    terminating: null,
    completions: 1,
    parallelism: 1,
    backoffLimit: 0,
    startedAt: START,
    completedAt: null,
    activeDeadlineSeconds: 60,
    ttlSecondsAfterFinished: 3600,
    conditions: [],
    images: [{ name: 'main', image: 'busybox:1.36' }],
    selector: '',
    controller: null,
    run: null,
    deletedAt: null,
    command: ['sh'],
    args: [],
  }
}

function podOf(uid: string, job: string, change: Partial<PodDetail>): PodDetail {
  const state = change.containers ?? containers(running())
  const base = { uid, namespace: 'shop', name: `hello-${uid}`, created: START }
  return {
    ...base,
    row: {
      ...base,
      ready: 1,
      containers: 1,
      status: 'Running',
      restarts: 0,
      lastRestartAt: null,
      ip: null,
      node: null,
      nominatedNode: null,
      readinessGates: null,
      controller: { kind: 'Job', name: 'hello', uid: job },
      deletedAt: null,
      notReadySince: null,
      why: null,
    },
    phase: 'Running',
    qos: 'BestEffort',
    serviceAccount: 'default',
    podIPs: [],
    hostIP: null,
    startedAt: START,
    gracePeriodSeconds: 5,
    labels: [],
    defaultContainer: null,
    conditions: [],
    ...change,
    containers: state,
  }
}
