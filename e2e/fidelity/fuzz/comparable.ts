import type { Reply } from './Target.ts'

/** Names that differ between any two clusters; whoever works in a real one besides the fuzz; and what it writes. */
const OTHERS = new Set([
  'uid',
  'resourceVersion',
  'creationTimestamp',
  'clusterIP',
  'clusterIPs',
  'nodePort',
  'namespace',
  'status',
  'deployment.kubernetes.io/revision',
])
const CONTROLLER = 'kube-controller-manager'

/** As much of an answer as must be equal: the whole object with its owners, or the code, the reason and the fields of a refusal. */
export function comparable({ code, body }: Reply): unknown {
  if (body['kind'] !== 'Status') return { code, object: plain(body) }
  const { reason = '', details } = body
  const causes = isFields(details) && Array.isArray(details['causes']) ? details['causes'].filter(isFields) : []
  return { code, reason, causes: causes.map(({ field, reason: why }) => `${String(field)} ${String(why)}`).sort() }
}

type Fields = { readonly [field: string]: unknown }

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((item) => !isFields(item) || item['manager'] !== CONTROLLER).map(plain)
  if (!isFields(value)) return value
  if (value['fieldsType'] !== undefined) return { ...value, time: value['time'] === undefined ? 'none' : 'some' }
  const kept = Object.entries(value).filter(([key]) => !OTHERS.has(key))
  const pairs = kept.map(([key, inner]) => [key, key === 'managedFields' && Array.isArray(inner) ? owners(inner) : plain(inner)] as const)
  return Object.fromEntries(pairs.sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** Owners stand by the second in which they wrote, which is chance. */
function owners(all: readonly unknown[]): readonly unknown[] {
  const texts = all.filter((one) => isFields(one) && one['manager'] !== CONTROLLER).map((one) => JSON.stringify(sorted(plain(one))))
  return texts.sort().map((text): unknown => JSON.parse(text))
}

export function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (!isFields(value)) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  )
}

/** The first places in which two values differ. */
export function differencesOf(real: unknown, demo: unknown, path = ''): readonly string[] {
  if (JSON.stringify(sorted(real)) === JSON.stringify(sorted(demo))) return []
  if (isFields(real) && isFields(demo)) {
    return [...new Set([...Object.keys(real), ...Object.keys(demo)])].flatMap((key) => differencesOf(real[key], demo[key], `${path}.${key}`))
  }
  if (Array.isArray(real) && Array.isArray(demo) && real.length === demo.length) {
    return real.flatMap((item: unknown, index) => differencesOf(item, demo[index], `${path}[${index}]`))
  }
  return [`${path}: real ${JSON.stringify(real)} demo ${JSON.stringify(demo)}`]
}
