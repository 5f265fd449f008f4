import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import type { CommandInput, configMapCommands, DataEntry, KubectlCommand, SecretType, secretCommands } from '@binnacle/shared'
import type { Json } from '../golden/statuses.ts'
import type { Bench } from './Bench.ts'

const NAMESPACE = 'lines-b'
/** Text that would do something in a shell, if it could. */
const HOSTILE = `it's "1"; touch caught #$(touch caught)\`touch caught\`=é\n🚢\u2028,x=y\\`

type Resource = 'secrets' | 'configmaps'
const path = (resource: Resource, name: string): string => `/api/v1/namespaces/${NAMESPACE}/${resource}/${name}`
const entry = (key: string, value: string | Buffer): DataEntry => ({ key, value: Buffer.from(value).toString('base64') })

/** Every command about Secrets and ConfigMaps. A line that names files is run with files of these values. */
export const dataProofs: { readonly [N in keyof typeof secretCommands | keyof typeof configMapCommands]: (bench: Bench) => Promise<void> } = {
  'secrets.create': async (bench) => {
    for (const { type, data, immutable = false } of secrets()) await proveCreate(bench, 'secrets', { type, data, immutable })
  },
  'configmaps.create': async (bench) => {
    await proveCreate(bench, 'configmaps', { data: [entry('a', HOSTILE), entry('b', ''), entry('c.bin', Buffer.from([0xff, 0]))], immutable: false })
    await proveCreate(bench, 'configmaps', { data: [entry('__proto__', 'x')], immutable: true })
  },
  'secrets.update': (bench) => proveUpdate(bench, 'secrets'),
  'configmaps.update': (bench) => proveUpdate(bench, 'configmaps'),
  'secrets.delete': (bench) => proveDelete(bench, 'secrets'),
  'configmaps.delete': (bench) => proveDelete(bench, 'configmaps'),
}

type Made = { readonly type?: SecretType; readonly data: DataEntry[]; readonly immutable?: boolean }

function secrets(): (Made & { readonly type: SecretType })[] {
  const login = { username: 'ada', password: HOSTILE, email: 'ada@example.org', auth: Buffer.from(`ada:${HOSTILE}`).toString('base64') }
  const { certificate, key } = selfSigned()
  return [
    { type: 'Opaque', data: [entry('lbapp-dbuser', 'produser'), entry('lbapp-dbpwd', HOSTILE)] },
    { type: 'Opaque', data: [entry('__proto__', ' x '), entry('constructor', ''), entry('file', Buffer.from('a\0')), entry('more', 'x'.repeat(5_000))] },
    { type: 'Opaque', data: [entry('a', 'x')], immutable: true },
    { type: 'kubernetes.io/basic-auth', data: [entry('username', 'ada'), entry('password', HOSTILE)] },
    { type: 'kubernetes.io/dockerconfigjson', data: [entry('.dockerconfigjson', JSON.stringify({ auths: { 'registry.example': login } }))] },
    { type: 'kubernetes.io/dockerconfigjson', data: [entry('.dockerconfigjson', JSON.stringify({ auths: {}, credsStore: 'x' }))] },
    { type: 'kubernetes.io/tls', data: [entry('tls.crt', certificate), entry('tls.key', key)] },
    { type: 'kubernetes.io/tls', data: [entry('tls.crt', certificate), entry('tls.key', key), entry('ca.crt', certificate)] },
  ]
}

let count = 0

/** One is made by Binnacle, one by the line: they hold the same. And the line without its values holds none of them. */
async function proveCreate(bench: Bench, resource: Resource, { type, data, immutable = false }: Made): Promise<void> {
  for (const context of [0, 1]) {
    const [mine, theirs] = [`data-${count++}`, `data-${count++}`]
    const input = (name: string) => ({ namespace: NAMESPACE, name, immutable, data, ...(type === undefined ? {} : { type }) })
    const command = `${resource}.create` as const
    const given = await bench.give(command, input(mine) as CommandInput<typeof command>)
    const line = lineOf(bench, { command, input: { ...input(theirs), shown: true } }, context)
    const masked = lineOf(bench, { command, input: input(theirs) }, context)
    const { stderr } = await runWithFiles(bench, line, data)
    const [ours, found] = [await heldBy(bench, resource, mine), await heldBy(bench, resource, theirs)]
    const leaks = resource === 'secrets' && data.some(({ value }) => value.length > 4 && masked.text.includes(Buffer.from(value, 'base64').toString()))
    bench.judge(
      masked.text,
      given.ok && isDeepStrictEqual(ours, found) && !leaks
        ? null
        : `Binnacle ${JSON.stringify([given, ours])}, kubectl ${JSON.stringify(found)} ${stderr} ${leaks ? 'masked line holds a value' : ''}`,
    )
  }
}

/** Two equal ones are changed alike; and a line that was made before somebody else's change does nothing. */
async function proveUpdate(bench: Bench, resource: Resource): Promise<void> {
  const field = resource === 'secrets' ? { stringData: { a: '1', b: '1', c: '1' } } : { data: { a: '1', b: '1' }, binaryData: { c: '/w==' } }
  const command = `${resource}.update` as const
  for (const [title, context] of [
    ['as seen', 0],
    ['as seen', 1],
    ['changed since', 0],
  ] as const) {
    const [mine, theirs] = [`data-${count++}`, `data-${count++}`]
    for (const name of [mine, theirs]) await bench.api.post(`/api/v1/namespaces/${NAMESPACE}/${resource}`, { metadata: { name }, ...field })
    const change = async (name: string) => ({
      ...(await seen(bench, resource, name)),
      set: [entry('a', HOSTILE), entry('c', '2'), entry('__proto__', 'x')],
      remove: ['b'],
      seal: title === 'as seen' && context === 1,
    })
    const [forMine, forTheirs] = [await change(mine), await change(theirs)]
    if (title === 'changed since') for (const name of [mine, theirs]) await bench.api.patch(path(resource, name), { metadata: { labels: { by: 'another' } } })
    const given = await bench.give(command, forMine)
    const line = lineOf(bench, { command, input: { ...forTheirs, shown: true } }, context)
    const { code, stderr } = await bench.run(line)
    const [ours, found] = [await heldBy(bench, resource, mine), await heldBy(bench, resource, theirs)]
    const alike = given.ok === (code === 0) && given.ok === (title === 'as seen') && isDeepStrictEqual(ours, found)
    bench.judge(`${line.text}   (${title})`, alike ? null : `Binnacle ${JSON.stringify([given, ours])}, kubectl ${code} ${JSON.stringify(found)} ${stderr}`)
  }
}

async function proveDelete(bench: Bench, resource: Resource): Promise<void> {
  const command = `${resource}.delete` as const
  for (const context of [0, 1]) {
    const names = [`data-${count++}`, `data-${count++}`, `data-${count++}`]
    for (const name of names) await bench.api.post(`/api/v1/namespaces/${NAMESPACE}/${resource}`, { metadata: { name } })
    const [mine = '', theirs = '', bystander = ''] = names
    const ref = async (name: string) => {
      const { version: _, ...about } = await seen(bench, resource, name)
      return about
    }
    const given = await bench.give(command, await ref(mine))
    const line = lineOf(bench, { command, input: await ref(theirs) }, context)
    const { stderr } = await bench.run(line)
    const left = [await heldBy(bench, resource, mine), await heldBy(bench, resource, theirs)]
    const spared = (await heldBy(bench, resource, bystander)) !== null
    bench.judge(line.text, given.ok && left.every((one) => one === null) && spared ? null : `left: ${JSON.stringify(left)} ${stderr}`)
  }
}

/** A command and an input of it, whichever of the two kinds. */
function lineOf(bench: Bench, subject: { command: string; input: object }, context: number): { text: string; context: string | null } {
  const line = bench.lines(subject as unknown as KubectlCommand)[context]
  if (!line) throw new Error('a command has two lines')
  return line
}

/** In the folder where the line is run there is nothing, so its files are named where they are. */
async function runWithFiles(bench: Bench, { text, context }: { text: string; context: string | null }, data: readonly DataEntry[]) {
  const folder = mkdtempSync(join(tmpdir(), 'binnacle-data-'))
  try {
    let named = text
    for (const { key, value } of data) {
      writeFileSync(join(folder, key), Buffer.from(value, 'base64'))
      named = named.replace(`--from-file=${key}=${key}`, () => `--from-file=${key}=${join(folder, key)}`)
      named = named.replace(`--cert=${key}`, () => `--cert=${join(folder, key)}`).replace(`--key=${key}`, () => `--key=${join(folder, key)}`)
    }
    return await bench.run({ text: named, context })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** What the object holds; a registry login as what its JSON says. Null when it is gone. */
async function heldBy(bench: Bench, resource: Resource, name: string): Promise<Json | null> {
  const response = await fetch(bench.api.url + path(resource, name))
  if (response.status === 404) return null
  const { type, immutable, data, binaryData } = (await response.json()) as Json
  const entries = new Map(Object.entries((data ?? {}) as Record<string, string>))
  const login = entries.get('.dockerconfigjson')
  const read = login === undefined ? null : (JSON.parse(Buffer.from(login, 'base64').toString()) as Json)
  return { type, immutable, data: read ?? [...entries].sort(([one], [other]) => (one < other ? -1 : 1)), binaryData: binaryData ?? null }
}

async function seen(bench: Bench, resource: Resource, name: string) {
  const { uid, resourceVersion } = (await bench.api.get(path(resource, name)))['metadata'] as { uid: string; resourceVersion: string } // the border: a stored object has both
  return { namespace: NAMESPACE, name, uid, version: resourceVersion }
}

function selfSigned(): { certificate: Buffer; key: Buffer } {
  const folder = mkdtempSync(join(tmpdir(), 'binnacle-tls-'))
  const [certificate, key] = [join(folder, 'crt'), join(folder, 'key')]
  execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-subj', '/CN=lines', '-days', '2', '-keyout', key, '-out', certificate], {
    stdio: 'ignore',
  })
  try {
    return { certificate: readFileSync(certificate), key: readFileSync(key) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
