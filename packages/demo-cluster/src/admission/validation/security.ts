import { isSet, number, struct, text, texts } from '../Struct.ts'
import { type FieldError, invalid, notSupported } from './FieldError.ts'
import { goJson } from './goJson.ts'

type Errors = readonly FieldError[]

const PROFILES = ['Localhost', 'RuntimeDefault', 'Unconfined']
const MAX_ID = 2_147_483_647

/** The security context of a pod or of a container. */
export function securityErrors(value: unknown, field: string): Errors {
  if (!isSet(value)) return []
  const context = struct(value)
  const profile = text(struct(context['seccompProfile'])['type'])
  const escalates = context['allowPrivilegeEscalation'] === false
  const add = texts(struct(context['capabilities'])['add'])
  return [
    ...['runAsUser', 'runAsGroup', 'fsGroup'].flatMap((id) => idErrors(context[id], `${field}.${id}`)),
    ...(isSet(context['seccompProfile']) && !PROFILES.includes(profile) ? [notSupported(`${field}.seccompProfile.type`, profile, PROFILES)] : []),
    ...(escalates && context['privileged'] === true
      ? [invalid(field, goJson(context, 'SecurityContext'), 'cannot set `allowPrivilegeEscalation` to false and `privileged` to true')]
      : []),
    ...(escalates && add.includes('CAP_SYS_ADMIN')
      ? [invalid(field, goJson(context, 'SecurityContext'), 'cannot set `allowPrivilegeEscalation` to false and `capabilities.Add` CAP_SYS_ADMIN')]
      : []),
  ]
}

function idErrors(value: unknown, field: string): Errors {
  const fits = !isSet(value) || (number(value) >= 0 && number(value) <= MAX_ID)
  return fits ? [] : [invalid(field, value, `must be between 0 and ${MAX_ID}, inclusive`)]
}
