import { fromBase64, textOfBytes, toBase64, utf8Bytes } from './base64.ts'
import type { CommandInput } from './commands.ts'
import { type DataEntry, decodedBytes } from './configData.ts'
import { type KubectlCall, type KubectlText, kubectlTarget } from './kubectlText.ts'
import type { ObjectRef } from './kubeNames.ts'
import { posixQuote } from './posixQuote.ts'

/** What stands in a line in place of a value that was not asked for. */
export const MASK = '•••'
/** A longer value comes from a file: terminals and shells take only so much in one word. */
export const MAX_LITERAL_BYTES = 4_096

type Resource = 'secret' | 'configmap'
/** `shown`: with the values instead of masks, on request only. */
type Shown = { readonly shown?: boolean }
export type SecretInput = CommandInput<'secrets.create'> & Shown
export type SecretChange = CommandInput<'secrets.update'> & Shown

/** What kubectl says for the commands about Secrets (values masked) and ConfigMaps. */
export const dataLines = {
  'secrets.create': (input: SecretInput): KubectlText => created('secret', input, secretWords(input)),
  'configmaps.create': (input: CommandInput<'configmaps.create'>): KubectlText =>
    created('configmap', input, { kind: ['configmap'], ...sources(input.data, true) }),
  'secrets.update': (input: SecretChange): KubectlText => changed('secret', input, input.shown === true),
  'configmaps.update': (input: CommandInput<'configmaps.update'>): KubectlText => changed('configmap', input, true),
  'secrets.delete': deleted('secret'),
  'configmaps.delete': deleted('configmap'),
}

type Words = { readonly kind: readonly string[]; readonly flags: readonly string[]; readonly beyond: readonly string[] }

function created(resource: Resource, { namespace, name, immutable }: CommandInput<'configmaps.create'>, { kind, flags, beyond }: Words): KubectlText {
  const create: KubectlCall = { before: ['create', ...kind, name], scope: [namespace], after: flags }
  // kubectl has no flag for it.
  const seal: KubectlCall = { before: ['patch', ...kubectlTarget(resource, name)], scope: [namespace], after: ['--type=merge', '-p', '{"immutable":true}'] }
  return { calls: immutable ? [create, seal] : [create], beyond: immutable ? [...beyond, 'Binnacle writes both at once'] : beyond }
}

function secretWords({ type, data, shown = false }: SecretInput): Words {
  const keys = data.map(({ key }) => key).sort()
  if (type === 'kubernetes.io/tls' && keys.join() === 'tls.crt,tls.key') {
    return { kind: ['secret', 'tls'], flags: ['--cert=tls.crt', '--key=tls.key'], beyond: [FROM_FILES] }
  }
  const login = type === 'kubernetes.io/dockerconfigjson' ? loginOf(data) : null
  if (login) return { kind: ['secret', 'docker-registry'], flags: loginFlags(login, shown), beyond: [] }
  const { flags, beyond } = sources(data, shown)
  return { kind: ['secret', 'generic'], flags: type === 'Opaque' ? flags : [`--type=${type}`, ...flags], beyond }
}

const FROM_FILES = 'the files hold what was given here'

function sources(data: readonly DataEntry[], shown: boolean): Pick<Words, 'flags' | 'beyond'> {
  const flags = data.map(({ key, value }) => {
    const text = literalOf(value)
    return text === null ? `--from-file=${key}=${key}` : `--from-literal=${key}=${shown ? text : MASK}`
  })
  return { flags, beyond: flags.some((flag) => flag.startsWith('--from-file')) ? [FROM_FILES] : [] }
}

type Login = { readonly server: string; readonly username: string; readonly password: string; readonly email: string }

function loginFlags({ server, username, password, email }: Login, shown: boolean): string[] {
  const flags = [`--docker-server=${server}`, `--docker-username=${username}`, `--docker-password=${shown ? password : MASK}`]
  return email === '' ? flags : [...flags, `--docker-email=${email}`]
}

/** What `kubectl create secret docker-registry` would be given to make the same; null where it could not make it. */
function loginOf(data: readonly DataEntry[]): Login | null {
  const [only, ...more] = data
  const text = only?.key === '.dockerconfigjson' && more.length === 0 ? literalOf(only.value) : null
  const config = fieldsOf(parsed(text))
  const auths = fieldsOf(config.get('auths'))
  const [server = ''] = auths.keys()
  const fields = fieldsOf(auths.get(server))
  const [username, password, email, auth] = ['username', 'password', 'email', 'auth'].map((name) => textIn(fields.get(name)))
  if (!username || !password || server === '' || config.size !== 1 || auths.size !== 1) return null
  const isKubectls = auth === toBase64(utf8Bytes(`${username}:${password}`)) && fields.size === (email ? 4 : 3)
  return isKubectls ? { server, username, password, email: email ?? '' } : null
}

function changed(resource: Resource, { namespace, name, ...input }: CommandInput<'secrets.update'>, shown: boolean): KubectlText {
  const { data, binaryData } = resource === 'secret' ? { data: encoded(input, shown), binaryData: null } : textsAndOthers(input)
  const patch = {
    metadata: { uid: input.uid, resourceVersion: input.version },
    ...(data === null ? {} : { data }),
    ...(binaryData === null ? {} : { binaryData }),
    ...(input.seal ? { immutable: true } : {}),
  }
  const long = input.set.some(({ value }) => decodedBytes(value) > MAX_LITERAL_BYTES)
  const call: KubectlCall = { before: ['patch', ...kubectlTarget(resource, name)], scope: [namespace], after: ['--type=merge', '-p', JSON.stringify(patch)] }
  return { calls: [call], beyond: long ? [`${MASK} stands for what is too long for a line`] : [] }
}

type Change = Pick<CommandInput<'secrets.update'>, 'set' | 'remove'>
type Keys = Readonly<Record<string, string | null>> | null

function encoded({ set, remove }: Change, shown: boolean): Keys {
  return record([...set.map(({ key, value }) => [key, shown && decodedBytes(value) <= MAX_LITERAL_BYTES ? value : MASK] as const), ...gone(remove)])
}

/** UTF-8 stands in `data`, other bytes in `binaryData`; what is set in one is taken from the other. */
function textsAndOthers({ set, remove }: Change): { data: Keys; binaryData: Keys } {
  const texts: [string, string | null][] = []
  const others: [string, string | null][] = []
  for (const { key, value } of set) {
    const fits = decodedBytes(value) <= MAX_LITERAL_BYTES
    const text = fits ? textOfBytes(fromBase64(value)) : MASK
    const [mine, other] = text === null ? [others, texts] : [texts, others]
    mine.push([key, text ?? value])
    other.push([key, null])
  }
  return { data: record([...texts, ...gone(remove)]), binaryData: record([...others, ...gone(remove)]) }
}

/** Defines properties, so that `__proto__` is a key like any other. Null without any. */
function record(entries: readonly (readonly [string, string | null])[]): Keys {
  return entries.length === 0 ? null : Object.fromEntries(entries)
}

function gone(keys: readonly string[]): (readonly [string, null])[] {
  return keys.map((key) => [key, null] as const)
}

function deleted(resource: Resource) {
  return ({ namespace, name, uid }: ObjectRef): KubectlText => ({
    calls: [{ before: ['delete', ...kubectlTarget(resource, name)], scope: [namespace], after: [] }],
    beyond: [`Binnacle deletes only the one with uid ${posixQuote(uid)}, kubectl whichever has the name`],
  })
}

/** The text of a value that can be a word of a line; null for other bytes, for NUL (no word can hold it), and for what is too long. */
function literalOf(base64: string): string | null {
  const text = decodedBytes(base64) <= MAX_LITERAL_BYTES ? textOfBytes(fromBase64(base64)) : null
  return text === null || text.includes('\0') ? null : text
}

function fieldsOf(value: unknown): ReadonlyMap<string, unknown> {
  return new Map(typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : [])
}

function textIn(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function parsed(text: string | null): unknown {
  try {
    return text === null ? null : (JSON.parse(text) as unknown)
  } catch {
    return null
  }
}
