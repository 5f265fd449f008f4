import type { Json, JsonObject } from '../objects.ts'
import { isList, isObject } from '../patch/json.ts'
import { goTypeOf } from '../patch/StrategicError.ts'
import type { FieldType } from '../schema/Schema.ts'
import { fieldStep, itemStep, stepText } from './pathElement.ts'
import { type Shape, type Shapes, shapeBelow } from './Shapes.ts'

type Place = { readonly path: string; readonly unique: boolean }

/** What of a configuration does not fit its type, as server-side apply says it. `unique` also refuses list items of one key. */
export function typedProblems(shapes: Shapes, shape: Shape, { object, unique }: { readonly object: JsonObject; readonly unique: boolean }): readonly string[] {
  return problems(shapes, shape, { value: object, at: { path: '', unique } })
}

type At = { readonly value: Json; readonly at: Place }

function problems(shapes: Shapes, shape: Shape, { value, at }: At): readonly string[] {
  if (value === null) return []
  switch (shape.is) {
    case 'free':
      return []
    case 'leaf':
      return shape.type === null ? [] : wholeProblems(shapes, shape.type, { value, at })
    case 'set':
    case 'listMap':
      return isList(value) ? itemProblems(shapes, shape, { value, at }) : [say(at, `expected list, got ${shown(value)}`)]
    default:
      return isObject(value) ? fieldProblems(shapes, shape, { value, at }) : [say(at, `expected map, got ${shown(value)}`)]
  }
}

function fieldProblems(shapes: Shapes, shape: Shape, { value, at }: { readonly value: JsonObject; readonly at: Place }): readonly string[] {
  return Object.entries(value).flatMap(([name, field]) => {
    const place = { ...at, path: `${at.path}${stepText(fieldStep(name))}` }
    if (shape.is === 'struct' && !shape.struct.fields.has(name)) return [say(place, 'field not declared in schema')]
    return field === undefined ? [] : problems(shapes, shapeBelow(shapes, shape, name), { value: field, at: place })
  })
}

type Items = { readonly value: readonly Json[]; readonly at: Place }

function itemProblems(shapes: Shapes, shape: Shape & { readonly is: 'set' | 'listMap' }, { value, at }: Items): readonly string[] {
  const seen = new Set<string>()
  const found: string[] = []
  for (const [index, item] of value.entries()) {
    const named = itemStep(shape, item)
    if ('error' in named) return [...found, say(at, `element ${index}: ${named.error}`)]
    const text = stepText(named.step)
    if (seen.has(text) && at.unique) found.push(say(at, `duplicate entries for key ${text}`))
    seen.add(text)
    const of: Shape = shape.is === 'set' ? { is: 'leaf', type: shape.type } : shape.of
    found.push(...problems(shapes, of, { value: item, at: { ...at, path: `${at.path}${text}` } }))
  }
  return found
}

/** A value that is owned as a whole still has a type. */
function wholeProblems(shapes: Shapes, type: FieldType, { value, at }: At): readonly string[] {
  switch (type.is) {
    case 'any':
      return []
    case 'list':
      if (!isList(value)) return [say(at, `expected list, got ${shown(value)}`)]
      return value.flatMap((item, index) => problems(shapes, shapes.ofType(type.of), { value: item, at: { ...at, path: `${at.path}[${index}]` } }))
    case 'struct':
    case 'map':
      return problems(shapes, shapes.inside(type), { value, at })
    case 'string':
    case 'bytes':
      return typeof value === 'string' ? [] : [say(at, `expected string, got ${shown(value)}`)]
    case 'bool':
      return typeof value === 'boolean' ? [] : [say(at, `expected boolean, got ${shown(value)}`)]
    case 'int32':
    case 'int64':
    case 'double':
      return typeof value === 'number' ? [] : [say(at, `expected numeric (int or float), got ${goTypeOf(value)}`)]
    default:
      return isObject(value) || isList(value) ? [say(at, `expected any scalar, got ${shown(value)}`)] : []
  }
}

function say({ path }: Place, problem: string): string {
  return path === '' ? problem : `${path}: ${problem}`
}

function shown(value: Json): string {
  return `&value.valueUnstructured{Value:${JSON.stringify(value)}}`
}
