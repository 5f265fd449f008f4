import type { FuzzRequest } from '../fuzz/requests.ts'
import type { Told } from './Diary.ts'
import { type Cast, crashing, job, porter, sick, unschedulable, web, webTemplate } from './manifests.ts'
import { type Stage, until } from './Stage.ts'

const PODS = 'api/v1/namespaces/NS/pods'
const JOBS = 'apis/batch/v1/namespaces/NS/jobs'
const DEPLOYMENTS = 'apis/apps/v1/namespaces/NS/deployments'

/** A Deployment that is rolled out, undone, killed, broken and mended; jobs that end in every way; pods that are killed, crash, or find no place. */
export async function tellLife(stage: Stage, cast: Cast): Promise<void> {
  const { diary } = stage
  const chapter = async (name: string, ...requests: readonly FuzzRequest[]): Promise<void> => {
    diary.begin(name)
    for (const request of requests) await send(stage, request)
  }
  const rolledOut = (role: string) => until(stage, `three pods of ${role}`, () => hasOnly(diary.pods, role))

  await chapter(
    'the beginning',
    post(DEPLOYMENTS, web(cast)),
    post(JOBS, job(cast, 'ok', { script: 'sleep 2' })),
    post(JOBS, job(cast, 'failing', { script: 'sleep 2; exit 3', backoffLimit: 1 })),
    post(JOBS, job(cast, 'timed', { script: 'sleep 3600', activeDeadlineSeconds: 30 })),
    post(PODS, sick(cast)),
    post(PODS, crashing(cast)),
    post(PODS, unschedulable(cast)),
    post(PODS, porter(cast, 'porter')),
  )
  await rolledOut('web-1')
  await until(stage, 'the first porter running', () => diary.pods.some((pod) => isOf(pod, 'porter') && pod.status?.phase === 'Running'))
  await chapter('the update', post(PODS, porter(cast, 'second')), roll(cast, 'web-2'))
  await rolledOut('web-2')
  await chapter('the undo', roll(cast, 'web-1'))
  await rolledOut('web-1')
  const killed = new Set(diary.pods.filter(({ metadata }) => metadata.labels?.['app'] === 'web').map(({ metadata }) => metadata.uid))
  await chapter('the killing', { ...remove(PODS), path: `${PODS}?labelSelector=app%3Dweb` })
  await until(stage, 'killed', () => !diary.pods.some(({ metadata }) => killed.has(metadata.uid)))
  await rolledOut('web-1')
  await chapter('the bad image', rollBad(cast))
  await until(stage, 'pulled twice in vain', () => count(diary.statesOf('bad'), 'Pending ErrImagePull') >= 2 && diary.statesOf('bad').at(-1) === BACK_OFF)
  await chapter('the mending', roll(cast, 'web-1'))
  await rolledOut('web-1')
  for (const [name, end] of ENDS) {
    await until(stage, `job ${name} ${end}`, () => diary.job(name)?.status?.conditions?.some(({ type }) => type === end) ?? false)
  }
  await until(stage, 'running after four restarts', () => diary.statesOf('sick').at(-1) === RUNNING && restartsOf(diary.pods, 'sick') >= 4)
  await chapter('the end of the sick', remove(`${PODS}/sick`))
  await until(stage, 'ended by a third restart', () => diary.statesOf('crashing').at(-1) === CRASHED && restartsOf(diary.pods, 'crashing') >= 3)
  await chapter('the end', remove(`${DEPLOYMENTS}/web`), ...ENDS.map(([name]) => remove(`${JOBS}/${name}`)), remove(PODS))
  await until(stage, 'all pods gone', () => diary.pods.length === 0)
}

const BACK_OFF = 'Pending ImagePullBackOff'
const RUNNING = 'Running running ready'
const CRASHED = 'Running Error 7'
const ENDS = [
  ['ok', 'Complete'],
  ['failing', 'Failed'],
  ['timed', 'Failed'],
] as const

async function send({ api }: Stage, request: FuzzRequest): Promise<void> {
  const { code, body } = await api.ask(request)
  if (code >= 300) throw new Error(`${request.method} ${request.path}: ${code} ${JSON.stringify(body)}`)
}

function post(path: string, body: object): FuzzRequest {
  return { method: 'POST', path, contentType: 'application/json', body }
}

function roll(cast: Cast, role: string): FuzzRequest {
  return { method: 'PATCH', path: `${DEPLOYMENTS}/web`, contentType: 'application/merge-patch+json', body: { spec: { template: webTemplate(cast, role) } } }
}

function rollBad(cast: Cast): FuzzRequest {
  return roll({ ...cast, image: 'none.invalid/none:1' }, 'bad')
}

function remove(path: string): FuzzRequest {
  return { method: 'DELETE', path, contentType: 'application/json', body: { propagationPolicy: 'Background' } }
}

function isOf({ metadata }: Told, role: string): boolean {
  return metadata.labels?.['role'] === role
}

function restartsOf(pods: readonly Told[], role: string): number {
  return pods.find((pod) => isOf(pod, role))?.status?.containerStatuses?.[0]?.restartCount ?? 0
}

/** Three pods of this role are ready, and there are no other pods of the Deployment. */
function hasOnly(pods: readonly Told[], role: string): boolean {
  const all = pods.filter(({ metadata }) => metadata.labels?.['app'] === 'web')
  return all.length === 3 && all.every((pod) => isOf(pod, role) && pod.metadata.deletionTimestamp === undefined && pod.status?.containerStatuses?.[0]?.ready)
}

function count(all: readonly string[], one: string): number {
  return all.filter((state) => state === one).length
}
