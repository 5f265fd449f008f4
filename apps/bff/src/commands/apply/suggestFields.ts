import type { FailureCause } from '@binnacle/shared'
import type { Client } from '../../access/Identity.ts'
import type { Gvk } from '../../kube/Discovery.ts'
import { versionPath } from '../../kube/kubePath.ts'
import { isFields } from './readDocument.ts'

/** References of a schema that are followed in a row: a schema that refers to itself alone would never end. */
const MAX_HOPS = 10

/** Unknown fields with the name that was most likely meant, from the cluster's own description of the kind. Where it does not describe it, the causes stay as they are. */
export async function suggestFields(causes: readonly FailureCause[], gvk: Gvk, client: Client): Promise<FailureCause[]> {
  if (!causes.some(({ reason }) => reason === 'FieldUnknown')) return [...causes]
  const answer = await client.json({ path: versionPath(gvk, 'fields') })
  const components = answer.ok && isFields(answer.output) ? answer.output['components'] : undefined
  const schemas = isFields(components) ? components['schemas'] : undefined
  if (!isFields(schemas)) return [...causes]
  return causes.map((cause) => {
    if (cause.reason !== 'FieldUnknown') return cause
    const meant = nearest(cause.field, fieldsBeside(cause.field, rootOf(gvk, schemas), schemas))
    return meant === null ? cause : { ...cause, message: `${cause.message}; did you mean ${meant}?` }
  })
}

type Schemas = Readonly<Record<string, unknown>>

function rootOf(gvk: Gvk, schemas: Schemas): unknown {
  return Object.values(schemas).find((schema) => {
    const named = isFields(schema) ? schema['x-kubernetes-group-version-kind'] : undefined
    return (
      Array.isArray(named) &&
      named.some((each) => isFields(each) && each['group'] === gvk.group && each['version'] === gvk.version && each['kind'] === gvk.kind)
    )
  })
}

/** Names that could stand where the last part of the path stands. */
function fieldsBeside(path: string, root: unknown, schemas: Schemas): string[] {
  let schema = resolved(root, schemas)
  for (const part of partsOf(path).slice(0, -1)) {
    const properties = schema['properties']
    schema = resolved(isFields(properties) && Object.hasOwn(properties, part) ? properties[part] : undefined, schemas)
    if (isFields(schema['items'])) schema = resolved(schema['items'], schemas)
  }
  return isFields(schema['properties']) ? Object.keys(schema['properties']) : []
}

/** A schema itself, where it is a reference to one. */
function resolved(schema: unknown, schemas: Schemas): Readonly<Record<string, unknown>> {
  let now = schema
  for (let hop = 0; hop < MAX_HOPS && isFields(now); hop += 1) {
    const [all] = Array.isArray(now['allOf']) ? (now['allOf'] as unknown[]) : []
    const reference = now['$ref']
    if (typeof reference === 'string') now = schemas[reference.replace('#/components/schemas/', '')]
    else if (all === undefined) return now
    else now = all
  }
  return {}
}

function partsOf(path: string): string[] {
  return path.replace(/\[(?:"(?:[^"\\]|\\.)*"|[^\]"])*\]/g, '').split('.')
}

/** The name that differs least, if it differs little. */
function nearest(path: string, names: readonly string[]): string | null {
  const written = partsOf(path).at(-1) ?? ''
  const near = names.map((name) => ({ name, by: distance(written.toLowerCase(), name.toLowerCase()) })).sort((one, other) => one.by - other.by)[0]
  return near !== undefined && near.by <= Math.max(1, Math.floor(written.length / 3)) ? near.name : null
}

/** Letters to add, take away, replace or exchange with their neighbour. */
function distance(one: string, other: string): number {
  if (Math.max(one.length, other.length) > 100) return 100
  const rows: number[][] = [Array.from({ length: other.length + 1 }, (_, index) => index)]
  const at = (row: number, column: number): number => rows[row]?.[column] ?? 0
  for (let row = 1; row <= one.length; row += 1) {
    const line = [row]
    rows.push(line)
    for (let column = 1; column <= other.length; column += 1) {
      const same = one[row - 1] === other[column - 1] ? 0 : 1
      const swapped = row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]
      line.push(Math.min(at(row - 1, column) + 1, at(row, column - 1) + 1, at(row - 1, column - 1) + same, swapped ? at(row - 2, column - 2) + 1 : 100))
    }
  }
  return at(one.length, other.length)
}
