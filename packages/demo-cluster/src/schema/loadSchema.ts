import type { Json } from '../objects.ts'
import { GENERATED_TYPES } from './generatedTypes.ts'
import type { Field, FieldType, Schema, Struct, WireField } from './Schema.ts'

/** As the generator prints them: the named types that are no structs stand as the type that they are made of. */
type GeneratedField = readonly [name: string, number: number, type: string, flags: string, more?: GeneratedMore]
type GeneratedMore = { readonly s?: string; readonly k?: string; readonly l?: 'atomic' | 'set' | 'map'; readonly m?: readonly string[]; readonly d?: Json }
type GeneratedStruct = { readonly f: readonly GeneratedField[]; readonly a?: boolean }
type Generated = Readonly<Record<string, GeneratedStruct | string>>

/** Packages whose folder is not the first word of their API group. */
const FOLDERS: Readonly<Record<string, string>> = { '': 'core', 'meta.k8s.io': 'meta' }
const META = 'meta/v1'
const META_KINDS: ReadonlySet<string> = new Set(['CreateOptions', 'UpdateOptions', 'PatchOptions', 'DeleteOptions', 'Status'])

type Plain = Exclude<FieldType['is'], 'struct' | 'list' | 'map'>
const JSON_PLAIN: readonly Plain[] = ['string', 'bool', 'int32', 'int64', 'double', 'bytes', 'any']
const OWN_PLAIN: readonly Plain[] = ['intOrString', 'quantity', 'time', 'microTime', 'duration']
const PLAIN: ReadonlySet<string> = new Set([...JSON_PLAIN, ...OWN_PLAIN])

/** The generated types, each looked up once and kept for as long as the schema is. */
export function loadSchema(): Schema {
  let generated: Generated | undefined
  const structs = new Map<string, Struct>()
  const types = () => (generated ??= parseGenerated())
  const struct = (name: string): Struct => {
    const known = structs.get(name)
    if (known) return known
    const built = build(types(), name, struct)
    structs.set(name, built)
    return built
  }
  return {
    struct,
    kind: (apiVersion, kind) => {
      const name = META_KINDS.has(kind) ? `${META}.${kind}` : `${folderOf(apiVersion)}.${kind}`
      return typeof types()[name] === 'object' ? struct(name) : undefined
    },
  }
}

function parseGenerated(): Generated {
  return JSON.parse(GENERATED_TYPES)
}

function folderOf(apiVersion: string): string {
  const [group, version] = apiVersion.includes('/') ? apiVersion.split('/', 2) : ['', apiVersion]
  return `${FOLDERS[group ?? ''] ?? group?.split('.')[0]}/${version}`
}

function build(types: Generated, name: string, struct: (name: string) => Struct): Struct {
  const type = types[name]
  if (typeof type !== 'object') throw new Error(`no struct ${name}`)
  const fields = new Map<string, Field>()
  const wire = new Map<number, WireField>()
  for (const generated of type.f) {
    const [fieldName, number, typeName] = generated
    if (fieldName === '') {
      for (const [inner, field] of struct(typeName).fields) fields.set(inner, field)
      if (number > 0) wire.set(number, { inlined: typeName })
    } else {
      const field = fieldOf(types, generated)
      fields.set(fieldName, field)
      if (number > 0) wire.set(number, { field })
    }
  }
  return { name, fields, wire, atomic: type.a ?? false }
}

function fieldOf(types: Generated, [name, number, typeName, flags, more = {}]: GeneratedField): Field {
  return {
    name,
    number,
    type: typeOf(types, typeName),
    pointer: flags.includes('p'),
    omitEmpty: flags.includes('o'),
    omitZero: flags.includes('z'),
    required: flags.includes('r'),
    patchStrategy: (more.s ?? '').split(',').filter(isStrategy),
    patchMergeKey: more.k ?? null,
    listType: more.l ?? null,
    listMapKeys: more.m ?? [],
    ...(more.d === undefined ? {} : { default: more.d }),
    atomic: flags.includes('a'),
  }
}

function isStrategy(word: string): word is Field['patchStrategy'][number] {
  return word === 'merge' || word === 'replace' || word === 'retainKeys'
}

function typeOf(types: Generated, name: string): FieldType {
  if (name.startsWith('[]')) return { is: 'list', of: typeOf(types, name.slice(2)) }
  if (name.startsWith('{}')) return { is: 'map', of: typeOf(types, name.slice(2)) }
  if (isPlain(name)) return { is: name }
  const named = types[name]
  if (typeof named === 'string') return { ...typeOf(types, named), goName: goNameOf(name) }
  return { is: 'struct', name }
}

function isPlain(name: string): name is Plain {
  return PLAIN.has(name)
}

/** `core/v1.Protocol` is `v1.Protocol` in Go: a package's own name is the last part of its folder. */
function goNameOf(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1)
}
