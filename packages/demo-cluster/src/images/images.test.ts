import { describe, expect, it } from 'vitest'
import { authorisedApi } from '../access/authorisedApi.ts'
import type { User } from '../apiserver/Api.ts'
import { createRuntime } from '../containers/createRuntime.ts'
import type { NewObject } from '../objects.ts'
import { done, refused } from '../Status.ts'
import { started, startIn } from '../testing/started.ts'
import { testParts } from '../testing/testParts.ts'

const get = (path: string) => ({ method: 'GET', path, headers: { 'user-agent': 'curl/8.9.1' }, body: '' })

describe('nginx', () => {
  it('serves its welcome page and whatever is put into its directory, and logs both', () => {
    const { clock, container, output, exit } = started({ image: 'nginx:1.27' })
    clock.advance(1)
    expect(container.serves(80)?.(get('/')).body).toContain('<title>Welcome to nginx!</title>')
    container.exec(['bash', '-c', 'echo hello > /usr/share/nginx/html/new.txt'], { tty: false, write: () => {}, onExit: () => {} })
    clock.advance(1)
    expect(container.serves(80)?.(get('/new.txt')).body).toBe('hello\n')
    expect(container.serves(80)?.(get('/none')).status).toBe(404)
    expect(output().stdout).toContain('127.0.0.1 - - [01/Jan/2026:00:00:00 +0000] "GET /new.txt HTTP/1.1" 200 6 "-" "curl/8.9.1" "-"\n')
    container.kill('SIGTERM')
    clock.advance(0)
    expect(exit()).toEqual({ exitCode: 0 })
  })
})

describe('names of images', () => {
  it('are completed as containerd does it, and only what was published is found', () => {
    const { runtime } = started({ image: 'busybox' })
    for (const name of [
      'nginx',
      'docker.io/library/nginx:latest',
      'nginx:1.16.1',
      'busybox:1.36',
      'gcr.io/google-samples/kubernetes-bootcamp:v1',
      'jocatalin/kubernetes-bootcamp:v2',
      'registry.k8s.io/pause:3.10',
    ]) {
      expect(runtime.image(name), name).not.toBeNull()
    }
    for (const name of ['nginx:1.161', 'gcr.io/google-samples/kubernetes-bootcamp:v10', 'nodejs-app', 'example.com/nginx', 'nginx:1.27-nope'])
      expect(runtime.image(name), name).toBeNull()
  })

  it('can be declared by whoever makes the cluster', () => {
    const { clock, output, exit } = started(
      { image: 'acme/api:2', env: { VERSION: '2' } },
      {
        images: {
          'acme/api:2': ({ env }) =>
            function* api(process) {
              yield process.sandbox.clock.after.bind(process.sandbox.clock, 5_000)
              process.print(`version ${env['VERSION']}\n`)
              return 0
            },
        },
      },
    )
    clock.advance(5_001)
    expect(output().stdout).toBe('version 2\n')
    expect(exit()).toEqual({ exitCode: 0 })
  })
})

describe('containers of one pod', () => {
  it('reach each other on localhost, and other pods by address', () => {
    const { clock, runtime } = started({ image: 'nginx', podIP: '10.244.0.5' })
    const same = startIn(runtime, { image: 'busybox', podIP: '10.244.0.5', command: ['wget', '-qO-', 'localhost'] })
    const other = startIn(runtime, {
      image: 'busybox',
      podIP: '10.244.0.6',
      command: ['sh', '-c', 'wget -qO- 10.244.0.5 | grep -c nginx; wget -qO- localhost'],
    })
    clock.advance(1_000)
    expect(same.output().stdout).toContain('Welcome to nginx!')
    expect(other.output().stdout).toBe('6\n')
    expect(other.output().stderr).toBe("wget: can't connect to remote host (127.0.0.1): Connection refused\n")
  })
})

describe('programs that call the API', () => {
  const robot: User = { name: 'system:serviceaccount:default:default', groups: [] }

  function cluster(mayDo: boolean) {
    const parts = testParts()
    const sentence = `jobs.batch is forbidden: User "${robot.name}" cannot create resource "jobs" in API group "batch" in the namespace "default"`
    const authorize = () => (mayDo ? done(null) : refused({ code: 403, reason: 'Forbidden', message: sentence }))
    const runtime = createRuntime({ ...parts, apiFor: (user) => authorisedApi(parts.api, { authorize }, user) })
    return { ...parts, runtime, sentence }
  }

  it('panic and exit with 2 where they may not', () => {
    const { clock, runtime, sentence } = cluster(false)
    const daemon = startIn(runtime, { image: 'binnacle-demo/job-daemon' })
    clock.advance(1)
    expect(daemon.output().stderr).toMatch(`panic: ${sentence}\n\ngoroutine 1 [running]:`)
    expect(daemon.exit()).toEqual({ exitCode: 2 })
  })

  it('job-daemon makes a job, and takes it away after a minute', () => {
    const { clock, runtime, store } = cluster(true)
    const daemon = startIn(runtime, { image: 'binnacle-demo/job-daemon' })
    clock.advance(59_000)
    expect(store.list('jobs.batch')).toHaveLength(1)
    clock.advance(2_000)
    expect(store.list('jobs.batch')).toHaveLength(0)
    expect(
      daemon
        .output()
        .stdout.split('\n')
        .filter((line) => line.includes('pods in the namespace')),
    ).toHaveLength(6)
    expect(daemon.exit()).toEqual({ exitCode: 0 })
  })

  it('pod-killer leaves kube-system alone', () => {
    const { clock, runtime, api, store } = cluster(true)
    const options = { user: robot, fieldManager: 'test' }
    const make = (resource: string, object: NewObject) => api.create(resource, object, options)
    for (const namespace of ['default', 'kube-system']) {
      make('deployments.apps', {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: 'web', namespace },
        spec: { selector: { matchLabels: { app: 'web' } }, template: {} },
      })
      make('pods', { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web-1', namespace, labels: { app: 'web' } }, spec: { containers: [] } })
    }
    startIn(runtime, { image: 'binnacle-demo/pod-killer' })
    clock.advance(1)
    expect(store.list('pods').map(({ metadata }) => metadata.namespace)).toEqual(['kube-system'])
  })
})
