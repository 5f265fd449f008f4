import { expect, test } from 'vitest'
import { readConfig } from './config.ts'

const read = (env: Record<string, string>, argv: string[] = []) => {
  const result = readConfig({ HOME: '/home/ada', ...env }, argv)
  if ('faults' in result) throw new Error(result.faults.join('\n'))
  return result.config
}

const faults = (env: Record<string, string>, argv: string[] = []) => {
  const result = readConfig(env, argv)
  return 'faults' in result ? result.faults : []
}

test('with nothing set, Binnacle listens on loopback, on a port that may move, for whatever kubeconfig kubectl would use', () => {
  expect(read({})).toEqual({
    host: '127.0.0.1',
    port: 7770,
    portAsked: false,
    allowedNames: [],
    bearer: null,
    stateDir: '/home/ada/.local/state/binnacle',
    kubeconfig: undefined,
    home: '/home/ada',
    demoOnly: false,
    allowSystem: false,
    readOnly: false,
  })
})

test('everything can be set, and an empty variable counts as not set', () => {
  const config = read(
    {
      BINNACLE_HOST: '0.0.0.0',
      BINNACLE_PORT: '8080',
      BINNACLE_CLUSTER: 'demo',
      BINNACLE_TOKEN: 'a-token-for-the-bench',
      BINNACLE_STATE_DIR: '/var/lib/binnacle',
      ALLOWED_HOSTS: 'Dash.example.org, https://dash.example.org,[::1]:5173,localhost:5173',
      KUBECONFIG: '/a:/b:',
      XDG_STATE_HOME: '',
    },
    ['--allow-system', '--read-only'],
  )
  expect(config).toMatchObject({ host: '0.0.0.0', port: 8080, portAsked: true, bearer: 'a-token-for-the-bench', kubeconfig: '/a:/b:' })
  expect(config).toMatchObject({ stateDir: '/var/lib/binnacle', demoOnly: true, allowSystem: true, readOnly: true })
  expect(config.allowedNames).toEqual([
    { scheme: 'http', host: 'dash.example.org', port: null },
    { scheme: 'https', host: 'dash.example.org', port: null },
    { scheme: 'http', host: '[::1]', port: '5173' },
    { scheme: 'http', host: 'localhost', port: '5173' },
  ])
})

test('all faults are told at once, in words', () => {
  expect(
    faults({ BINNACLE_PORT: '80a', BINNACLE_TOKEN: 'short', ALLOWED_HOSTS: 'a b', BINNACLE_HOST: 'x y' }, ['--no-auth', 'file', '--read-only=no']),
  ).toEqual([
    'BINNACLE_HOST must be an address or host name to listen on, such as 127.0.0.1',
    'BINNACLE_PORT must be a whole number',
    'BINNACLE_TOKEN must be at least 16 characters long',
    'ALLOWED_HOSTS must be names such as dash.example.org, name:8080 or https://name, separated by commas',
    '--no-auth is not an option; there are --allow-system and --read-only',
    '"file" is not an option; there are --allow-system and --read-only',
    '--read-only takes no value',
  ])
  expect(faults({ BINNACLE_CLUSTER: 'prod' })).toEqual(['BINNACLE_CLUSTER can only be demo; other clusters come from KUBECONFIG'])
  expect(faults({ BINNACLE_PORT: '0' })).toEqual(['BINNACLE_PORT must be between 1 and 65535'])
  expect(faults({ BINNACLE_PORT: '65536' })).toEqual(['BINNACLE_PORT must be between 1 and 65535'])
})
