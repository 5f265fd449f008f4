import type { KubeObject } from '../objects.ts'
import type { Random } from '../Random.ts'
import type { ResourceName } from '../resources.ts'
import { done, type Result, refused } from '../Status.ts'
import type { Store } from '../storage/Store.ts'
import type { Admission, Admitted } from './Admission.ts'
import { kindDefaults } from './defaults/kindDefaults.ts'
import { withDefaults } from './defaults/StructDefaults.ts'
import { withPriority } from './plugins/priority.ts'
import { withServiceAccount } from './plugins/serviceAccount.ts'
import { withTolerations } from './plugins/tolerations.ts'
import { prepareObject } from './prepare/prepareObject.ts'
import { struct } from './Struct.ts'
import { ServiceAddresses } from './services/ServiceAddresses.ts'
import { invalidObject } from './validation/FieldError.ts'

type Parts = { readonly store: Store; readonly random: Random }

/** Admission as the apiserver orders it: defaults, then what fills in, then addresses, then validation, then what only refuses. */
export function createAdmission(parts: Parts): Admission {
  const addresses = new ServiceAddresses(parts.store, parts.random)
  return {
    defaults: completed,
    admit: (request) => {
      const complete = completed(request.resource, request.object)
      if (request.subresource === 'status') return done(complete)
      const filled = request.resource === 'pods' ? filledPod(parts, request, complete) : done(complete)
      if (!filled.ok) return filled
      const ready = prepareObject(request.resource, filled.value, request.before)
      return request.resource === 'services' ? withAddresses(addresses, ready) : done(ready)
    },
  }
}

function completed(resource: ResourceName, object: KubeObject): KubeObject {
  const defaults = kindDefaults(resource)
  return defaults ? withDefaults(object, defaults) : object
}

function filledPod(parts: Parts, { before }: Admitted, pod: KubeObject): Result<KubeObject> {
  if (before) return done(withTolerations(pod))
  const owned = withServiceAccount(parts, pod)
  if (!owned.ok) return owned
  return withPriority(parts.store, withTolerations(owned.value))
}

function withAddresses(addresses: ServiceAddresses, service: KubeObject): Result<KubeObject> {
  const { namespace, name } = service.metadata
  const { spec, errors } = addresses.allocate(struct(service['spec']), { namespace, name })
  return errors.length > 0 ? refused(invalidObject(service, name, errors)) : done({ ...service, spec })
}
