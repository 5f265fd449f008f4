import { parse } from 'yaml'
import { done, type Result, refused, type Status } from '../../Status.ts'
import type { Patch } from '../Api.ts'
import { invalidOptions } from '../listOptions.ts'
import { badRequest } from '../refusals.ts'
import { type Answer, objectAnswer, refusal } from './Answer.ts'
import type { Exchange } from './Exchange.ts'
import { presentObject } from './present.ts'
import type { ResourceRoute } from './routeOf.ts'
import { writeOptionsOf } from './writeOptions.ts'
import { writeTarget } from './writeTarget.ts'

const TYPES: Readonly<Record<string, Patch['type']>> = {
  'application/json-patch+json': 'json',
  'application/merge-patch+json': 'merge',
  'application/strategic-merge-patch+json': 'strategic',
  'application/apply-patch+yaml': 'apply',
}

const unsupported: Status = { code: 415, reason: 'UnsupportedMediaType', message: '415: Unsupported Media Type', details: {} }

/** `PATCH` of one object, or of its status; server-side apply may create it. */
export function patchOne(exchange: Exchange, route: ResourceRoute): Answer {
  const read = patchOf(exchange)
  if (!read.ok) return refusal(read.status)
  const options = writeOptionsOf(exchange, 'PatchOptions')
  if (!options.ok) return refusal(options.status)
  const { api, store } = exchange.parts
  const of = writeTarget(route)
  const code = store.get(of.resource, of.namespace, of.name) ? 200 : 201
  const patched = api.patch(of, read.value, options.value)
  return patched.ok ? objectAnswer(code, presentObject(exchange, route.info, { object: patched.value })) : refusal(patched.status)
}

/** The patch in a body, by its media type. */
export function patchOf({ request, body, query }: Exchange): Result<Patch> {
  const type = TYPES[request.headers['content-type']?.split(';')[0]?.trim().toLowerCase() ?? '']
  if (type === undefined) return refused(unsupported)
  const force = query.get('force')
  if (type === 'apply' && !query.get('fieldManager')) return refused(required)
  if (type !== 'apply' && force !== null) return refused(noForce)
  const parsed = type === 'apply' ? yamlOf(body) : jsonOf(body)
  if (!parsed.ok) return parsed
  return done(type === 'apply' ? { type, body: parsed.value, force: force === 'true' || force === '1' } : { type, body: parsed.value })
}

const required = invalidOptions('PatchOptions', [
  { reason: 'FieldValueRequired', message: 'Required value: is required for apply patch', field: 'fieldManager' },
])
const noForce = invalidOptions('PatchOptions', [
  { reason: 'FieldValueForbidden', message: 'Forbidden: may not be specified for non-apply patch', field: 'force' },
])

function jsonOf(body: Buffer): Result<unknown> {
  try {
    return done(JSON.parse(body.toString('utf8')))
  } catch (error) {
    return refused(badRequest(`error decoding patch: ${error instanceof Error ? error.message : String(error)}`))
  }
}

function yamlOf(body: Buffer): Result<unknown> {
  try {
    return done(parse(body.toString('utf8')))
  } catch (error) {
    return refused(badRequest(`error decoding YAML: ${error instanceof Error ? error.message : String(error)}`))
  }
}
