import { decodeProtobuf, type TypedObject } from '../apiserver/protobuf/decodeProtobuf.ts'
import type { Json } from '../objects.ts'
import { done, type Result, refused } from '../Status.ts'
import { isJsonObject } from './isJsonObject.ts'
import { normalise } from './normalise.ts'
import { parseJson } from './parseJson.ts'
import { parseYaml } from './parseYaml.ts'
import type { Schema } from './Schema.ts'
import { strictProblems } from './strictProblems.ts'

export type BodyFormat = 'json' | 'yaml' | 'protobuf'

export type Body = { readonly bytes: Uint8Array; readonly format: BodyFormat }

/** What the path of a request says its body is. */
export type Expected = { readonly apiVersion: string; readonly kind: string; readonly fieldValidation: 'Strict' | 'Warn' | 'Ignore' }

export type ReadBody = {
  readonly object: TypedObject
  /** For Warning headers, one each. */
  readonly warnings: readonly string[]
}

type Parsed = ReturnType<typeof parsed>

const SHOWN_BYTES = 30
const TYPE_META = 'struct { APIVersion string "json:\\"apiVersion,omitempty\\""; Kind string "json:\\"kind,omitempty\\"" }'

/**
 * The object in a request's body, normalised, or 400 as the apiserver says it: for text that is none of the format, another kind than the path's, values of wrong
 * types, and with `Strict` for unknown and duplicate fields (`Warn` gives those as warnings). A body that leaves out its kind or version has the path's.
 */
export function readBody(schema: Schema, body: Body, expected: Expected): Result<ReadBody> {
  if (body.format === 'protobuf') return readProtobuf(schema, body.bytes, expected)
  const read = parsed(body)
  const unrecognised = (why: string) =>
    bad(`the object provided is unrecognized (must be of type ${expected.kind}): couldn't get version/kind; ${why} (${shown(body.bytes)})`)
  if (!read.ok) return unrecognised(read.message)
  const value = read.value ?? {}
  if (!isJsonObject(value)) return unrecognised(`json parse error: json: cannot unmarshal ${jsonName(value)} into Go value of type ${TYPE_META}`)
  const { apiVersion = '', kind = '' } = value
  if (typeof apiVersion !== 'string') return unrecognised(wrongMeta('apiVersion', apiVersion))
  if (typeof kind !== 'string') return unrecognised(wrongMeta('kind', kind))
  return readObject(schema, { ...value, apiVersion: apiVersion || expected.apiVersion, kind: kind || expected.kind }, { read, expected })
}

function wrongMeta(field: string, given: Json): string {
  return `json parse error: json: cannot unmarshal ${jsonName(given)} into Go struct field .${field} of type string`
}

function parsed({ bytes, format }: Body) {
  const text = Buffer.from(bytes).toString('utf8')
  if (format === 'json') {
    const json = parseJson(text)
    return json.ok ? { ...json, yaml: [] } : { ok: false as const, message: `json parse error: ${json.message}` }
  }
  const yaml = parseYaml(text)
  return yaml.ok ? { ok: true as const, value: yaml.value, duplicates: [], yaml: yaml.duplicates } : yaml
}

function readObject(schema: Schema, object: TypedObject, { read, expected }: { read: Parsed; expected: Expected }): Result<ReadBody> {
  const { apiVersion, kind } = object
  const refuse = (why: string) => cannotBeHandled(object, expected, why)
  const struct = schema.kind(apiVersion, kind)
  if (!struct) return refuse(`no kind ${JSON.stringify(kind)} is registered for version ${JSON.stringify(apiVersion)} in scheme "pkg/runtime/scheme.go:111"`)
  if (kind !== expected.kind) return refuse(conversion(object, expected))
  const { duplicates, yaml } = read.ok ? read : { duplicates: [], yaml: [] }
  const problems = strictProblems(schema, struct, { object, duplicates })
  if (problems.wrong !== null) return refuse(problems.wrong)
  const inYaml = yaml.length === 0 ? [] : [`yaml: unmarshal errors:\n${yaml.map((line) => `  ${line}`).join('\n')}`]
  const strict = [...inYaml, ...problems.strict]
  if (expected.fieldValidation === 'Strict' && strict.length > 0) return refuse(`strict decoding error: ${strict.join(', ')}`)
  const warnings = expected.fieldValidation === 'Warn' ? [...yaml, ...problems.strict] : []
  return done({ object: { ...normalise(schema, struct, object), apiVersion, kind }, warnings })
}

function readProtobuf(schema: Schema, bytes: Uint8Array, expected: Expected): Result<ReadBody> {
  const decoded = decodeProtobuf(schema, bytes)
  if (!decoded.ok) return bad(`the object provided is unrecognized (must be of type ${expected.kind}): ${decoded.message} (${shown(bytes)})`)
  const { object } = decoded
  return object.kind === expected.kind ? done({ object, warnings: [] }) : cannotBeHandled(object, expected, conversion(object, expected))
}

function cannotBeHandled({ apiVersion, kind }: TypedObject, expected: Expected, why: string) {
  return bad(`${kind} in version ${JSON.stringify(versionOf(apiVersion))} cannot be handled as a ${expected.kind}: ${why}`)
}

function conversion({ apiVersion, kind }: TypedObject, expected: Expected): string {
  return `converting (${versionOf(apiVersion)}.${kind}) to (${internalPackage(expected.apiVersion)}.${expected.kind}): unknown conversion`
}

function bad(message: string) {
  return refused({ code: 400, reason: 'BadRequest', message })
}

function versionOf(apiVersion: string): string {
  return apiVersion.slice(apiVersion.lastIndexOf('/') + 1)
}

/** What Go calls the package of a group's types inside the apiserver. */
function internalPackage(apiVersion: string): string {
  return apiVersion.includes('/') ? (apiVersion.split(/[./]/)[0] ?? '') : 'core'
}

/** The start of a body as it is shown in a message: text where it looks like JSON, else hexadecimal. */
function shown(bytes: Uint8Array): string {
  if (bytes.length === 0) return '<empty>'
  const start = Buffer.from(bytes.subarray(0, SHOWN_BYTES))
  const text = start.toString('utf8').trimStart().startsWith('{') ? start.toString('utf8') : start.toString('hex')
  return bytes.length > SHOWN_BYTES ? `${text} ...` : text
}

function jsonName(value: Json): string {
  if (Array.isArray(value)) return 'array'
  return typeof value === 'boolean' ? 'bool' : typeof value
}
