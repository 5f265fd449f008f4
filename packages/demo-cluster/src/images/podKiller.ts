import type { Process, Program } from '../containers/Process.ts'
import { either, sleep } from '../containers/Wait.ts'
import type { KubeObject } from '../objects.ts'
import { type ApiFor, type Client, mustDo, said, withApi } from './apiProgram.ts'

const EVERY = 10_000

/** A program that deletes all pods of one deployment, drawn anew every ten seconds, outside kube-system. Panics where it may not. */
export function podKiller(apiFor: ApiFor | undefined): Program {
  return (process) =>
    withApi(process, apiFor, function* kill(client: Client) {
      const { clock, random } = process.sandbox
      said(process, 'Starting pod killer')
      while (process.pending.length === 0) {
        const deployments = client.api.list('deployments.apps')
        if (!deployments.ok) mustDo(deployments.status)
        const victims = deployments.value.filter(({ metadata }) => metadata.namespace !== 'kube-system')
        const victim = victims[random.below(Math.max(1, victims.length))]
        if (victim === undefined) said(process, 'No deployments found')
        else killPods(process, client, victim)
        yield either(sleep(clock, EVERY), process.signalled)
      }
      return 0
    })
}

function killPods(process: Process, { api, user }: Client, victim: KubeObject): void {
  const { namespace = 'default', name } = victim.metadata
  const pods = api.list('pods', namespace)
  if (!pods.ok) mustDo(pods.status)
  said(process, `Killing all pods of deployment ${namespace}/${name}`)
  for (const pod of pods.value.filter((each) => isOf(each, victim))) {
    const deleted = api.delete({ resource: 'pods', namespace, name: pod.metadata.name }, {}, { user, fieldManager: 'pod-killer' })
    if (!deleted.ok && deleted.status.reason !== 'NotFound') mustDo(deleted.status)
    said(process, `  deleted pod ${pod.metadata.name}`)
  }
}

function isOf(pod: KubeObject, { spec }: KubeObject): boolean {
  const labels = new Map(Object.entries(pod.metadata.labels ?? {}))
  const wanted = matchLabels(spec)
  return wanted.length > 0 && wanted.every(([name, value]) => labels.get(name) === value)
}

function matchLabels(spec: unknown): readonly (readonly [string, unknown])[] {
  const selector = field(spec, 'selector')
  const labels = field(selector, 'matchLabels')
  return typeof labels === 'object' && labels !== null ? Object.entries(labels) : []
}

function field(object: unknown, name: string): unknown {
  return typeof object === 'object' && object !== null ? new Map<string, unknown>(Object.entries(object)).get(name) : undefined
}
