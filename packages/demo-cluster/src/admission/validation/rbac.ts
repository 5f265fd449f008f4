import type { KubeObject } from '../../objects.ts'
import { type Struct, struct, structs, text, texts } from '../Struct.ts'
import { formed, optionalOneOf } from './checks.ts'
import { type FieldError, forbiddenField, invalid, notSupported, required } from './FieldError.ts'
import { dnsSubdomain } from './formats.ts'

type Errors = readonly FieldError[]

const GROUP = 'rbac.authorization.k8s.io'
const KINDS = ['ServiceAccount', 'User', 'Group']

/** Roles, of a namespace or of the cluster. */
export function roleErrors(role: KubeObject): Errors {
  return structs(role['rules']).flatMap((rule, index) => ruleErrors(rule, role.kind === 'Role', `rules[${index}]`))
}

function ruleErrors(rule: Struct, isNamespaced: boolean, at: string): Errors {
  const urls = texts(rule['nonResourceURLs'])
  const has = (field: string) => texts(rule[field]).length > 0
  const verbs = has('verbs') ? [] : [required(`${at}.verbs`, 'verbs must contain at least one value')]
  if (urls.length > 0) {
    const mixed = has('apiGroups') || has('resources') || has('resourceNames')
    return [
      ...verbs,
      ...(isNamespaced ? [invalid(`${at}.nonResourceURLs`, urls, 'namespaced rules cannot apply to non-resource URLs')] : []),
      ...(mixed ? [invalid(`${at}.nonResourceURLs`, urls, 'rules cannot apply to both regular resources and non-resource URLs')] : []),
    ]
  }
  return [
    ...verbs,
    ...(has('apiGroups') ? [] : [required(`${at}.apiGroups`, 'resource rules must supply at least one api group')]),
    ...(has('resources') ? [] : [required(`${at}.resources`, 'resource rules must supply at least one resource')]),
  ]
}

/** Bindings, of a namespace or of the cluster. */
export function bindingErrors(binding: KubeObject): Errors {
  const ref = struct(binding['roleRef'])
  const kinds = binding.kind === 'RoleBinding' ? ['Role', 'ClusterRole'] : ['ClusterRole']
  return [
    ...(ref['apiGroup'] === GROUP ? [] : [notSupported('roleRef.apiGroup', text(ref['apiGroup']), [GROUP])]),
    ...(kinds.includes(text(ref['kind'])) ? [] : [notSupported('roleRef.kind', text(ref['kind']), kinds)]),
    ...(text(ref['name']) === '' ? [required('roleRef.name')] : []),
    ...structs(binding['subjects']).flatMap((subject, index) => subjectErrors(subject, binding.kind === 'RoleBinding', `subjects[${index}]`)),
  ]
}

function subjectErrors(subject: Struct, isNamespaced: boolean, at: string): Errors {
  const kind = text(subject['kind'])
  const name = text(subject['name'])
  if (name === '') return [required(`${at}.name`), ...(KINDS.includes(kind) ? [] : [notSupported(`${at}.kind`, kind, KINDS)])]
  if (kind === 'ServiceAccount') {
    const place = !isNamespaced && text(subject['namespace']) === '' ? [required(`${at}.namespace`)] : []
    return [...formed(`${at}.name`, name, dnsSubdomain(name)), ...place]
  }
  if (!KINDS.includes(kind)) return [notSupported(`${at}.kind`, kind, KINDS)]
  return subject['apiGroup'] === GROUP ? [] : [notSupported(`${at}.apiGroup`, text(subject['apiGroup']), [GROUP])]
}

/** The role of a binding stays what it was. */
export function bindingUpdateErrors(binding: KubeObject, before: KubeObject): Errors {
  const same = JSON.stringify(sorted(binding['roleRef'])) === JSON.stringify(sorted(before['roleRef']))
  return same ? [] : [invalid('roleRef', printedRef(binding), 'cannot change roleRef')]
}

function sorted(ref: unknown): readonly unknown[] {
  const { apiGroup, kind, name } = struct(ref)
  return [apiGroup, kind, name]
}

function printedRef(binding: KubeObject): Struct {
  const { apiGroup, kind, name } = struct(binding['roleRef'])
  return { APIGroup: apiGroup, Kind: kind, Name: name }
}

export function priorityClassErrors(object: KubeObject): Errors {
  const { name } = object.metadata
  const most = 1_000_000_000
  const known = name === 'system-cluster-critical' || name === 'system-node-critical'
  if (name.startsWith('system-')) {
    const why = `priority class names with 'system-' prefix are reserved for system use only. error: ${name} is not a known system priority class`
    return known ? [] : [forbiddenField('metadata.name', why)]
  }
  const tooHigh = Number(object['value']) > most ? [forbiddenField('value', `maximum allowed value of a user defined priority is ${most}`)] : []
  return [...tooHigh, ...optionalOneOf('preemptionPolicy', object['preemptionPolicy'], ['PreemptLowerPriority', 'Never'])]
}
