import type { KubeObject } from '../../objects.ts'
import { isSet, type Struct, struct, text, textPairs } from '../Struct.ts'
import { formed } from './checks.ts'
import { type FieldError, forbiddenField, immutable, invalid, required, tooLong } from './FieldError.ts'
import { configKey } from './formats.ts'

type Errors = readonly FieldError[]

const MAX_BYTES = 1024 * 1024
const FROZEN = 'field is immutable when `immutable` is set'
const ACCOUNT_ANNOTATION = 'kubernetes.io/service-account.name'

export function secretErrors(secret: KubeObject): Errors {
  const data = struct(secret['data'])
  const pairs = textPairs(data)
  const size = pairs.reduce((sum, [, value]) => sum + decodedBytes(value), 0)
  const keys = pairs.flatMap(([key]) => formed(`data[${key}]`, key, configKey(key)))
  const long = size > MAX_BYTES ? [tooLong('data', MAX_BYTES)] : []
  return [...keys, ...long, ...typedErrors(secret, data)]
}

function decodedBytes(base64: string): number {
  const padding = base64.endsWith('==') ? 2 : base64.endsWith('=') ? 1 : 0
  return Math.max(0, (base64.length / 4) * 3 - padding)
}

/** What certain types of secrets must hold. */
function typedErrors(secret: KubeObject, data: Struct): Errors {
  const missing = (key: string) => (isSet(data[key]) ? [] : [required(`data[${key}]`)])
  switch (text(secret['type'])) {
    case 'kubernetes.io/service-account-token':
      return secret.metadata.annotations?.[ACCOUNT_ANNOTATION] ? [] : [required(`metadata.annotations[${ACCOUNT_ANNOTATION}]`)]
    case 'kubernetes.io/tls':
      return [...missing('tls.crt'), ...missing('tls.key')]
    case 'kubernetes.io/dockerconfigjson':
      return missing('.dockerconfigjson').length > 0 ? missing('.dockerconfigjson') : jsonErrors('.dockerconfigjson', data)
    case 'kubernetes.io/dockercfg':
      return missing('.dockercfg').length > 0 ? missing('.dockercfg') : jsonErrors('.dockercfg', data)
    case 'kubernetes.io/basic-auth':
      return isSet(data['username']) || isSet(data['password']) ? [] : [required('data[username]'), required('data[password]')]
    case 'kubernetes.io/ssh-auth':
      return missing('ssh-privatekey')
    default:
      return []
  }
}

function jsonErrors(key: string, data: Struct): Errors {
  const content = Buffer.from(text(data[key]), 'base64').toString()
  const complaint = jsonComplaint(content)
  return complaint === null ? [] : [invalid(`data[${key}]`, '<secret contents redacted>', complaint)]
}

/** As Go says it of the first character, or of what ends too early. */
function jsonComplaint(content: string): string | null {
  try {
    JSON.parse(content)
    return null
  } catch {
    const first = content.trim().charAt(0)
    return first === '' || '{["tfn0123456789-'.includes(first) ? 'unexpected end of JSON input' : `invalid character '${first}' looking for beginning of value`
  }
}

export function configMapErrors(config: KubeObject): Errors {
  const data = textPairs(config['data'])
  const binary = textPairs(config['binaryData'])
  const known = new Set(binary.map(([key]) => key))
  const size = data.reduce((sum, [, value]) => sum + Buffer.byteLength(value), 0) + binary.reduce((sum, [, value]) => sum + decodedBytes(value), 0)
  return [
    ...data.flatMap(([key]) => [
      ...formed(`data[${key}]`, key, configKey(key)),
      ...(known.has(key) ? [invalid(`data[${key}]`, key, 'duplicate of key present in binaryData')] : []),
    ]),
    ...binary.flatMap(([key]) => formed(`binaryData[${key}]`, key, configKey(key))),
    ...(size > MAX_BYTES ? [tooLong('[]', MAX_BYTES)] : []),
  ]
}

/** What may not change in a secret: its type, and everything once it says so. */
export function secretUpdateErrors(secret: KubeObject, before: KubeObject): Errors {
  const type = secret['type'] === before['type'] ? [] : [immutable('type', secret['type'])]
  return [...type, ...frozenErrors(secret, before, ['data'])]
}

export function frozenErrors(object: KubeObject, before: KubeObject, fields: readonly string[]): Errors {
  if (before['immutable'] !== true) return []
  const changed = fields.filter((field) => JSON.stringify(textPairs(object[field])) !== JSON.stringify(textPairs(before[field])))
  return [...(object['immutable'] === true ? [] : ['immutable']), ...changed].map((field) => forbiddenField(field, FROZEN))
}
