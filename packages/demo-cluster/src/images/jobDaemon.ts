import type { Program } from '../containers/Process.ts'
import { sleep } from '../containers/Wait.ts'
import type { NewObject } from '../objects.ts'
import { type ApiFor, type Client, mustDo, said, withApi } from './apiProgram.ts'

const NAME = 'demo-job'
const FOR = 60_000
const EVERY = 10_000

/** A program that launches jobs: makes one, counts pods every ten seconds, and takes the job away after a minute. Without the right to make jobs it panics. */
export function jobDaemon(apiFor: ApiFor | undefined): Program {
  return (process) =>
    withApi(process, apiFor, function* launch({ api, user, namespace }: Client) {
      const { clock } = process.sandbox
      const options = { user, fieldManager: 'job-daemon' }
      const created = api.create('jobs.batch', job(namespace), options)
      if (!created.ok) mustDo(created.status)
      said(process, `Created job "${NAME}".`)
      for (let waited = 0; waited < FOR; waited += EVERY) {
        const pods = api.list('pods', namespace)
        if (!pods.ok) mustDo(pods.status)
        said(process, `There are ${pods.value.length} pods in the namespace ${namespace}`)
        for (const { metadata, status } of pods.value) said(process, `  ${metadata.name} ${phaseOf(status)}`)
        yield sleep(clock, EVERY)
        if (process.pending.length > 0) return 0
      }
      const deleted = api.delete({ resource: 'jobs.batch', namespace, name: NAME }, { propagationPolicy: 'Background' }, options)
      if (!deleted.ok) mustDo(deleted.status)
      said(process, `Deleted job "${NAME}".`)
      return 0
    })
}

function phaseOf(status: unknown): string {
  return typeof status === 'object' && status !== null && 'phase' in status ? String(status.phase) : 'Pending'
}

function job(namespace: string): NewObject {
  const container = { name: NAME, image: 'gcr.io/hello-minikube-zero-install/hello-node', imagePullPolicy: 'IfNotPresent' }
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: NAME, namespace, labels: { app: NAME } },
    spec: { backoffLimit: 0, template: { metadata: { labels: { app: NAME } }, spec: { restartPolicy: 'Never', containers: [container] } } },
  }
}
