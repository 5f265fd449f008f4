import type { KubeObject, ObjectMeta, OwnerReference } from '../../objects.ts'
import type { ResourceName } from '../../resources.ts'
import { textPairs } from '../Struct.ts'
import { formed } from './checks.ts'
import { type FieldError, invalid, required, tooLong } from './FieldError.ts'
import { dnsLabel, dnsSubdomain, labelValue, pathSegment, qualifiedName } from './formats.ts'

type Errors = readonly FieldError[]

const NONE: Errors = []

const ANNOTATIONS_BYTES = 256 * 1024
const STANDARD_FINALIZERS = new Set(['orphan', 'foregroundDeletion', 'kubernetes'])

const DOTLESS = new Set(['services', 'namespaces'])
const PATH_NAMES = new Set(['roles', 'rolebindings', 'clusterroles', 'clusterrolebindings'].map((one) => `${one}.rbac.authorization.k8s.io`))
/** A cron job's jobs add eleven letters to its name. */
const CRON_JOB_LETTERS = 52

/** Metadata of a new object. */
export function metadataErrors(resource: ResourceName, { metadata }: KubeObject): Errors {
  const { name, generateName, namespace } = metadata
  const prefix =
    generateName === undefined || generateName === '' ? [] : formed('metadata.generateName', generateName, nameComplaints(resource, `${generateName}a`))
  const own = name === '' ? [required('metadata.name', 'name or generateName is required')] : formed('metadata.name', name, nameComplaints(resource, name))
  const place = namespace === undefined ? [] : formed('metadata.namespace', namespace, dnsLabel(namespace))
  return [...prefix, ...own, ...place, ...commonErrors(metadata)]
}

function nameComplaints(resource: ResourceName, name: string): readonly string[] {
  if (PATH_NAMES.has(resource)) return pathSegment(name)
  if (resource === 'statefulsets.apps') return dnsLabel(name)
  if (resource === 'cronjobs.batch' && name.length > CRON_JOB_LETTERS) return ['must be no more than 52 characters', ...dnsSubdomain(name)].slice(0, 1)
  if (!DOTLESS.has(resource)) return dnsSubdomain(name)
  if (name.includes('.')) return ['must not contain dots']
  if (name.length > 63) return ['must be no more than 63 characters']
  return dnsLabel(name)
}

function commonErrors(metadata: ObjectMeta): Errors {
  return [
    ...labelErrors(metadata.labels, 'metadata.labels'),
    ...annotationErrors(metadata.annotations, 'metadata.annotations'),
    ...ownerErrors(metadata.ownerReferences ?? []),
    ...finalizerErrors(metadata.finalizers ?? []),
  ]
}

/** Maps that nothing was wrong with: they never change, and come again with every write of what they belong to. */
const rightLabels = new WeakSet<object>()
const rightAnnotations = new WeakSet<object>()

function unlessKnown(right: WeakSet<object>, value: unknown, find: () => Errors): Errors {
  if (typeof value !== 'object' || value === null) return find()
  if (right.has(value)) return NONE
  const errors = find()
  if (errors.length === 0) right.add(value)
  return errors
}

/** Keys and values of a map of labels. */
export function labelErrors(labels: unknown, field: string): Errors {
  return unlessKnown(rightLabels, labels, () => errorsOfLabels(labels, field))
}

function errorsOfLabels(labels: unknown, field: string): Errors {
  return textPairs(labels).flatMap(([key, value]) => [...formed(field, key, qualifiedName(key)), ...formed(field, value, labelValue(value))])
}

export function annotationErrors(annotations: unknown, field: string): Errors {
  return unlessKnown(rightAnnotations, annotations, () => errorsOfAnnotations(annotations, field))
}

function errorsOfAnnotations(annotations: unknown, field: string): Errors {
  const pairs = textPairs(annotations)
  const size = pairs.reduce((sum, [key, value]) => sum + Buffer.byteLength(key) + Buffer.byteLength(value), 0)
  const keys = pairs.flatMap(([key]) => formed(field, key, qualifiedName(key.toLowerCase())))
  return size > ANNOTATIONS_BYTES ? [...keys, tooLong(field, ANNOTATIONS_BYTES)] : keys
}

function ownerErrors(owners: readonly OwnerReference[]): Errors {
  const field = 'metadata.ownerReferences'
  const fields = owners.flatMap((owner) => {
    const empty = (['kind', 'name', 'uid'] as const)
      .filter((one) => !owner[one])
      .map((one) => invalid(`${field}.${one}`, owner[one] ?? '', 'must not be empty'))
    const version = owner.apiVersion ? [] : [invalid(`${field}.apiVersion`, owner.apiVersion ?? '', 'version must not be empty')]
    const isEvent = owner.apiVersion === 'v1' && owner.kind === 'Event'
    return [...version, ...empty, ...(isEvent ? [invalid(field, owner, '/v1, Kind=Event is disallowed from being an owner')] : [])]
  })
  const [first, ...more] = owners.filter(({ controller }) => controller === true).map(({ kind, name }) => `${kind}/${name}`)
  const two = more.map((other) => `Only one reference can have Controller set to true. Found "true" in references for ${first} and ${other}`)
  return [...fields, ...formed(field, owners, two)]
}

function finalizerErrors(finalizers: readonly string[]): Errors {
  const field = 'metadata.finalizers'
  const names = finalizers.flatMap((one) => formed(field, one, qualifiedName(one)))
  const both = finalizers.includes('orphan') && finalizers.includes('foregroundDeletion')
  const plain = finalizers.flatMap((one, index) =>
    one.includes('/') || STANDARD_FINALIZERS.has(one)
      ? []
      : [invalid(`${field}[${index}]`, one, 'name is neither a standard finalizer name nor is it fully qualified')],
  )
  return [...names, ...(both ? [invalid(field, finalizers, 'finalizer orphan and foregroundDeletion cannot be both set')] : []), ...plain]
}

/** Metadata of an object that is written over another; what of it never changes is the apiserver's to say before. */
export function metadataUpdateErrors({ metadata }: KubeObject): Errors {
  return [
    ...labelErrors(metadata.labels, 'metadata.labels'),
    ...annotationErrors(metadata.annotations, 'metadata.annotations'),
    ...ownerErrors(metadata.ownerReferences ?? []),
  ]
}
