import { isSet, isStruct, type Struct } from '../Struct.ts'
import { GO_STRUCTS } from './goStructs.ts'

/** Fields that the internal types keep in the pod's security context. */
const OF_SECURITY_CONTEXT = ['hostNetwork', 'hostPID', 'hostIPC', 'shareProcessNamespace', 'hostUsers']

/** A value as Go writes its internal struct in JSON: Go's names in Go's order, with everything that is not set. */
export function goJson(value: unknown, type: string): unknown {
  if (type.startsWith('?')) return isSet(value) ? goJson(value, type.slice(1)) : null
  if (type.startsWith('[]')) return Array.isArray(value) ? value.map((item) => goJson(item, type.slice(2))) : null
  if (type === '{}') return isStruct(value) && Object.keys(value).length > 0 ? sortedKeys(value) : null
  if (type === "''") return value ?? ''
  if (type === '0') return value ?? 0
  if (type === 'false') return value ?? false
  const fields = GO_STRUCTS[type]
  if (fields === undefined) return value ?? null
  return goStruct(isStruct(value) ? (type === 'PodSpec' ? withMoved(value) : value) : {}, fields)
}

function goStruct(of: Struct, fields: string): Struct {
  const byName = new Map(Object.entries(of).map(([name, value]) => [name.toLowerCase(), value]))
  const pairs = fields.trim().split(/\s+/)
  return Object.fromEntries(
    pairs.map((pair) => {
      const colon = pair.indexOf(':')
      const [name, type] = colon < 0 ? [pair, 'any'] : [pair.slice(0, colon), pair.slice(colon + 1)]
      return [name, goJson(byName.get(name.toLowerCase()), type)]
    }),
  )
}

function withMoved(spec: Struct): Struct {
  const moved = Object.fromEntries(OF_SECURITY_CONTEXT.map((field) => [field, spec[field]]))
  const context = spec['securityContext']
  return { ...spec, securityContext: isStruct(context) ? { ...context, ...moved } : context }
}

function sortedKeys(of: Struct): Struct {
  return Object.fromEntries(Object.entries(of).sort(([a], [b]) => (a < b ? -1 : 1)))
}
