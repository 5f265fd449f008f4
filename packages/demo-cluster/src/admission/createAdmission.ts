import type { KubeObject } from '../objects.ts'
import { QUANTITY_SENTENCE } from '../quantity.ts'
import type { Random } from '../Random.ts'
import type { ResourceName } from '../resources.ts'
import { done, type Result, refused } from '../Status.ts'
import type { Store } from '../storage/Store.ts'
import type { Admission, Admitted } from './Admission.ts'
import { kindDefaults } from './defaults/kindDefaults.ts'
import { hasUnreadable, withDefaults } from './defaults/StructDefaults.ts'
import { limitRefusal, withLimits } from './plugins/limitRanger.ts'
import { podSecurityRefusal } from './plugins/podSecurity.ts'
import { withPriority } from './plugins/priority.ts'
import { withServiceAccount } from './plugins/serviceAccount.ts'
import { withTolerations } from './plugins/tolerations.ts'
import { finishObject, prepareObject } from './prepare/prepareObject.ts'
import { Quotas } from './quota/Quotas.ts'
import { askedName, forbidden } from './refusals.ts'
import { isSet, struct } from './Struct.ts'
import { ServiceAddresses } from './services/ServiceAddresses.ts'
import { invalidObject } from './validation/FieldError.ts'
import { addressFormErrors } from './validation/services.ts'
import { validateObject } from './validation/validateObject.ts'

type Parts = { readonly store: Store; readonly random: Random }

/**
 * Admission as the apiserver orders it: defaults, then what fills in, then addresses, then validation, then what only refuses. Writes of a status are completed, never
 * refused. What refers to other objects (accounts, classes, quotas, addresses that are taken) is read from the store at the moment of the write.
 */
export function createAdmission(parts: Parts): Admission {
  const addresses = new ServiceAddresses(parts.store, parts.random)
  const quotas = new Quotas(parts.store)
  return {
    defaults: withKindDefaults,
    admit: (request) => {
      const complete = completed(request)
      if (!complete.ok || request.subresource === 'status') return complete
      const filled = request.resource === 'pods' ? filledPod(parts, request, complete.value) : complete
      if (!filled.ok) return filled
      const ready = prepareObject(request.resource, filled.value, request.before)
      const addressed = request.resource === 'services' ? withAddresses(addresses, ready) : done(ready)
      const valid = addressed.ok ? validated(request, addressed.value) : addressed
      return valid.ok ? permitted(parts.store, quotas, { ...request, object: valid.value }) : valid
    },
  }
}

function withKindDefaults(resource: ResourceName, object: KubeObject): KubeObject {
  const defaults = kindDefaults(resource)
  return defaults ? withDefaults(object, defaults) : object
}

/** Defaults are data; an amount that cannot be read was never a request. */
function completed({ resource, object, before }: Admitted): Result<KubeObject> {
  const defaults = kindDefaults(resource)
  if (!defaults || (before && before['spec'] !== undefined && before['spec'] === object['spec'])) return done(object)
  if (!hasUnreadable(object, defaults)) return done(withDefaults(object, defaults))
  const version = object.apiVersion.slice(object.apiVersion.indexOf('/') + 1)
  const { kind } = object
  const message = `${kind} in version ${JSON.stringify(version)} cannot be handled as a ${kind}: ${QUANTITY_SENTENCE}`
  return refused({ code: 400, reason: 'BadRequest', message })
}

function filledPod(parts: Parts, { before }: Admitted, pod: KubeObject): Result<KubeObject> {
  if (before) return done(before['spec'] === pod['spec'] ? pod : withTolerations(pod))
  const owned = withServiceAccount(parts, pod)
  if (!owned.ok) return owned
  if (isSet(struct(pod['spec'])['overhead'])) {
    return refused(forbidden('pods', askedName(pod), 'pod rejected: Pod Overhead set without corresponding RuntimeClass defined Overhead'))
  }
  return withPriority(parts.store, withTolerations(withLimits(parts.store, owned.value)))
}

function withAddresses(addresses: ServiceAddresses, service: KubeObject): Result<KubeObject> {
  const { namespace, name } = service.metadata
  const form = addressFormErrors(struct(service['spec']))
  if (form.length > 0) return refused(invalidObject(service, name, form))
  const { spec, errors } = addresses.allocate(struct(service['spec']), { namespace, name })
  return errors.length > 0 ? refused(invalidObject(service, name, errors)) : done({ ...service, spec })
}

function validated({ resource, before }: Admitted, object: KubeObject): Result<KubeObject> {
  const errors = validateObject(resource, object, before)
  if (errors.length > 0) return refused(invalidObject(object, object.metadata.name, errors))
  return done(finishObject(resource, object))
}

/** What only refuses, once an object is right in itself. */
function permitted(store: Store, quotas: Quotas, { resource, object, before }: Admitted): Result<KubeObject> {
  const isNew = before === null
  const limits = isNew && (resource === 'pods' || resource === 'persistentvolumeclaims') ? limitRefusal(store, resource, object) : null
  const security = resource === 'pods' && (isNew || before['spec'] !== object['spec']) ? podSecurityRefusal(store, object) : null
  const why = limits ?? security ?? quotas.refusal(resource, object, before)
  return why === null ? done(object) : refused(forbidden(resource, object.metadata.name, why))
}
