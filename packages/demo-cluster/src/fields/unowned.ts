import type { Subresource } from '../apiserver/Api.ts'
import type { FieldSet } from './FieldSet.ts'

const MEMBER = Object.freeze({})

/** What nobody owns: it says what an object is, or the apiserver writes it. */
export const UNOWNED: FieldSet = {
  'f:apiVersion': MEMBER,
  'f:kind': MEMBER,
  'f:metadata': {
    '.': MEMBER,
    'f:name': MEMBER,
    'f:namespace': MEMBER,
    'f:creationTimestamp': MEMBER,
    'f:selfLink': MEMBER,
    'f:uid': MEMBER,
    'f:clusterName': MEMBER,
    'f:generation': MEMBER,
    'f:managedFields': MEMBER,
    'f:resourceVersion': MEMBER,
  },
}

const STATUS: FieldSet = { 'f:status': MEMBER }
const SPEC: FieldSet = { 'f:spec': MEMBER }
const SPEC_AND_LABELS: FieldSet = { 'f:spec': MEMBER, 'f:metadata': { 'f:labels': MEMBER } }
const SPEC_AND_OWNERS: FieldSet = { 'f:spec': MEMBER, 'f:metadata': { 'f:deletionTimestamp': MEMBER, 'f:ownerReferences': MEMBER } }

const NOT_IN_STATUS: { readonly [kind: string]: FieldSet } = {
  Deployment: SPEC_AND_LABELS,
  Pod: SPEC_AND_OWNERS,
}

/** What a write through this subresource cannot change, and therefore does not own. */
export function resetBy(kind: string, subresource: Subresource | null, hasStatus: boolean): FieldSet {
  if (subresource === 'status') return NOT_IN_STATUS[kind] ?? SPEC
  return hasStatus ? STATUS : {}
}
