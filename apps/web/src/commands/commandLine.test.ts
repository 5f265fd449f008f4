import { jobDefaults } from '@binnacle/shared'
import { describe, expect, it } from 'vitest'
import type { AnyCommand } from './Activity.ts'
import { commandLine } from './commandLine.ts'

const value = btoa('hunter2')
const made = { namespace: 'shop', name: 'db', immutable: false, data: [{ key: 'password', value }] }
const changed = { namespace: 'shop', name: 'db', uid: 'u', version: '7', set: [{ key: 'password', value }], remove: [], seal: false }
const login = btoa(
  JSON.stringify({ auths: { 'registry.example': { username: 'me', password: 'hunter2', email: 'me@example.org', auth: btoa('me:hunter2') } } }),
)

describe('the line that is remembered of an action', () => {
  it.each<AnyCommand>([
    { command: 'secrets.create', input: { ...made, type: 'Opaque' } },
    { command: 'secrets.create', input: { ...made, type: 'kubernetes.io/dockerconfigjson', data: [{ key: '.dockerconfigjson', value: login }] } },
    { command: 'secrets.update', input: changed },
    { command: 'configmaps.create', input: made },
    { command: 'configmaps.update', input: changed },
  ])('holds no value of $command', (command) => {
    const line = commandLine(command, { context: 'minikube' })
    expect(line).toContain('db')
    expect(line).toContain('•••')
    for (const told of ['hunter2', value, login, 'me@example.org']) expect(line).not.toContain(told)
  })

  it('holds no value of a variable', () => {
    const input = { ...jobDefaults, name: 'hello', namespace: 'shop', image: 'busybox:1.36', env: [{ name: 'PASSWORD', value: 'hunter2' }] }
    const line = commandLine(
      { command: 'jobs.create', input: { ...input, command: [], args: [], resources: { ...jobDefaults.resources } } },
      { context: 'minikube' },
    )
    expect(line).toContain('PASSWORD')
    expect(line).not.toContain('hunter2')
  })

  it('is the whole line of the others', () => {
    const scale = { namespace: 'shop', name: 'web', uid: 'u', seen: 4, replicas: 6 }
    expect(commandLine({ command: 'deployments.scale', input: scale }, { context: 'minikube' })).toContain('--replicas=6')
  })
})
