import type { Json, JsonObject } from '../objects.ts'
import type { GroupVersion } from '../schema/resourceTable.ts'
import { apiVersionOf } from '../schema/resourceTable.ts'
import type { Field, FieldType, Schema, Struct } from '../schema/Schema.ts'

const META = 'io.k8s.apimachinery.pkg.apis.meta.v1'
const QUANTITY = 'io.k8s.apimachinery.pkg.api.resource.Quantity'
const INT_OR_STRING = 'io.k8s.apimachinery.pkg.util.intstr.IntOrString'
const RAW = 'io.k8s.apimachinery.pkg.runtime.RawExtension'

/** Types that JSON writes as plain values and that have a name of their own. */
const VALUES: Readonly<Record<string, { readonly name: string; readonly schema: JsonObject }>> = {
  quantity: { name: QUANTITY, schema: { oneOf: [{ type: 'string' }, { type: 'number' }] } },
  intOrString: { name: INT_OR_STRING, schema: { format: 'int-or-string', oneOf: [{ type: 'integer' }, { type: 'string' }] } },
  time: { name: `${META}.Time`, schema: { type: 'string', format: 'date-time' } },
  microTime: { name: `${META}.MicroTime`, schema: { type: 'string', format: 'date-time' } },
  duration: { name: `${META}.Duration`, schema: { type: 'string' } },
  any: { name: RAW, schema: { type: 'object' } },
}

const PLAIN: Readonly<Record<string, JsonObject>> = {
  string: { type: 'string' },
  bool: { type: 'boolean' },
  int32: { type: 'integer', format: 'int32' },
  int64: { type: 'integer', format: 'int64' },
  double: { type: 'number', format: 'double' },
  bytes: { type: 'string', format: 'byte' },
}

/** The schemas of a version's kinds, of those of its subresources that are its own, and of everything that they hold, sorted by name. */
export function schemasOf(schema: Schema, of: GroupVersion): JsonObject {
  const schemas = new Map<string, JsonObject>()
  const add = (struct: Struct, gvk?: JsonObject) => addStruct(schema, schemas, { struct, gvk })
  for (const { kind, details } of of.resources) {
    const own = details.filter(({ group, version }) => group === undefined || apiVersionOf({ group, version: version ?? '' }) === apiVersionOf(of))
    for (const name of [kind, ...own.map((one) => one.kind)]) {
      const struct = schema.kind(apiVersionOf(of), name)
      if (struct) add(struct, { group: of.group, kind: name, version: of.version })
    }
  }
  add(schema.struct('meta/v1.DeleteOptions'), { group: of.group, kind: 'DeleteOptions', version: of.version })
  add(schema.struct('meta/v1.Status'), { group: '', kind: 'Status', version: 'v1' })
  return Object.fromEntries([...schemas].sort(([a], [b]) => (a < b ? -1 : 1)))
}

function addStruct(schema: Schema, into: Map<string, JsonObject>, { struct, gvk }: { struct: Struct; gvk?: JsonObject | undefined }): void {
  const name = modelName(struct.name)
  if (into.has(name)) return
  into.set(name, {})
  const fields = [...struct.fields.values()].sort((a, b) => (a.name < b.name ? -1 : 1))
  const required = fields.filter((field) => field.required).map((field) => field.name)
  into.set(name, {
    type: 'object',
    ...(required.length === 0 ? {} : { required }),
    properties: Object.fromEntries(fields.map((field) => [field.name, property(field)])),
    ...(struct.atomic ? { 'x-kubernetes-map-type': 'atomic' } : {}),
    ...(gvk === undefined ? {} : { 'x-kubernetes-group-version-kind': [gvk] }),
  })
  for (const field of fields) addNamed(schema, into, innermost(field.type))
}

function addNamed(schema: Schema, into: Map<string, JsonObject>, type: FieldType): void {
  if (type.is === 'struct') addStruct(schema, into, { struct: schema.struct(type.name) })
  const value = VALUES[type.is]
  if (value) into.set(value.name, value.schema)
}

function innermost(type: FieldType): FieldType {
  return type.is === 'list' || type.is === 'map' ? innermost(type.of) : type
}

function property(field: Field): JsonObject {
  const extras: Readonly<Record<string, Json>> = {
    ...(field.listMapKeys.length === 0 ? {} : { 'x-kubernetes-list-map-keys': field.listMapKeys }),
    ...(field.listType === null ? {} : { 'x-kubernetes-list-type': field.listType }),
    ...(field.atomic ? { 'x-kubernetes-map-type': 'atomic' } : {}),
    ...(field.patchMergeKey === null ? {} : { 'x-kubernetes-patch-merge-key': field.patchMergeKey }),
    ...(field.patchStrategy.length === 0 ? {} : { 'x-kubernetes-patch-strategy': field.patchStrategy.join(',') }),
    ...(field.default === undefined ? {} : { default: field.default }),
  }
  const name = refName(field.type)
  // Nothing may stand beside a reference: with extras it is the only one of several.
  if (name === undefined || Object.keys(extras).length === 0) return { ...valueOf(field.type), ...extras }
  return { allOf: [ref(name)], ...extras }
}

function valueOf(type: FieldType): JsonObject {
  if (type.is === 'list') return { type: 'array', items: valueOf(type.of) }
  if (type.is === 'map') return { type: 'object', additionalProperties: valueOf(type.of) }
  const name = refName(type)
  return name === undefined ? (PLAIN[type.is] ?? {}) : ref(name)
}

function refName(type: FieldType): string | undefined {
  return type.is === 'struct' ? modelName(type.name) : VALUES[type.is]?.name
}

function ref(name: string): JsonObject {
  return { $ref: `#/components/schemas/${name}` }
}

/** `core/v1.Pod` is io.k8s.api.core.v1.Pod. */
function modelName(name: string): string {
  return name.startsWith('meta/v1.') ? `${META}.${name.slice('meta/v1.'.length)}` : `io.k8s.api.${name.replace('/', '.')}`
}
