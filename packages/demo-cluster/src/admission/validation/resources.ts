import { compareQuantities, formatQuantity, parseQuantity } from '../../quantity.ts'
import { type Struct, struct, text } from '../Struct.ts'
import { formed } from './checks.ts'
import { type FieldError, invalid, required } from './FieldError.ts'
import { qualifiedName } from './formats.ts'

type Errors = readonly FieldError[]

const CONTAINER = new Set(['cpu', 'memory', 'ephemeral-storage'])
/** What any list of resources may name without a domain of its own. */
const STANDARD = new Set([...CONTAINER, 'storage', 'requests.cpu', 'requests.memory', 'requests.storage', 'requests.ephemeral-storage'])
const QUOTA = new Set([
  ...STANDARD,
  ...'limits.cpu limits.memory limits.ephemeral-storage pods resourcequotas services replicationcontrollers secrets configmaps persistentvolumeclaims services.nodeports services.loadbalancers'.split(
    ' ',
  ),
])
const MILLI = 1_000_000_000n

export function isStandardForQuota(name: string): boolean {
  return QUOTA.has(name) || isHugePages(name)
}

function isHugePages(name: string): boolean {
  return name.startsWith('hugepages-')
}

/** What can be promised more than once: everything but devices. */
function isShared(name: string): boolean {
  return !name.includes('/') && !isHugePages(name)
}

/** The name of a resource where any may stand. */
export function resourceNameErrors(name: string, field: string): Errors {
  const form = formed(field, name, qualifiedName(name))
  if (form.length > 0 || name.includes('/') || isStandardForQuota(name)) return form
  return [invalid(field, name, 'must be a standard resource type or fully qualified')]
}

/** An amount of some resource: not negative, and whole where it is counted. */
export function amountErrors(name: string, written: unknown, field: string): Errors {
  const amount = parseQuantity(text(written))
  if (!amount) return []
  if (amount.nano < 0n) return [invalid(field, formatQuantity(amount), 'must be greater than or equal to 0')]
  const isWhole = name.includes('/') || (QUOTA.has(name) && !STANDARD.has(name) && !name.startsWith('limits.'))
  return isWhole && amount.nano % MILLI !== 0n ? [invalid(field, formatQuantity(amount), 'must be an integer')] : []
}

/** Requests and limits of a container. */
export function resourceErrors(resources: Struct, field: string): Errors {
  const limits = struct(resources['limits'])
  const requests = struct(resources['requests'])
  const one = (list: 'limits' | 'requests', name: string, amount: unknown) => {
    const at = `${field}.${list}[${name}]`
    return [...containerNameErrors(name, at), ...amountErrors(name, amount, at)]
  }
  return [
    ...sorted(limits).flatMap(([name, amount]) => one('limits', name, amount)),
    ...sorted(requests).flatMap(([name, amount]) => [...one('requests', name, amount), ...beyondErrors(name, { amount, limit: limits[name] }, field)]),
  ]
}

function containerNameErrors(name: string, field: string): Errors {
  const any = resourceNameErrors(name, field)
  const fits = name.includes('/') || CONTAINER.has(name) || isHugePages(name)
  return fits ? any : [...any, invalid(field, name, 'must be a standard resource for containers')]
}

function beyondErrors(name: string, { amount, limit }: { readonly amount: unknown; readonly limit: unknown }, field: string): Errors {
  const asked = parseQuantity(text(amount))
  const most = parseQuantity(text(limit))
  if (!asked) return []
  if (!most) return isShared(name) ? [] : [required(`${field}.limits`, 'Limit must be set for non overcommitable resources')]
  const order = compareQuantities(asked, most)
  const relation = !isShared(name) && order !== 0 ? 'equal to' : order > 0 ? 'less than or equal to' : null
  return relation ? [invalid(`${field}.requests`, formatQuantity(asked), `must be ${relation} ${name} limit of ${formatQuantity(most)}`)] : []
}

function sorted(list: Struct): readonly (readonly [string, unknown])[] {
  return Object.entries(list).sort(([a], [b]) => (a < b ? -1 : 1))
}
