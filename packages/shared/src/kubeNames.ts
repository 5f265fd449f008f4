import * as z from 'zod/mini'

/** RFC 1123 label, the rule for namespace names: at most 63 of `[a-z0-9-]`, alphanumeric at both ends. */
export const Label = z
  .string()
  .check(z.maxLength(63), z.regex(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/, 'must be lower case letters, digits and "-", and start and end with a letter or digit'))

/** RFC 1123 subdomain, the rule for the names of most objects: at most 253, labels joined by dots. */
export const Subdomain = z
  .string()
  .check(
    z.maxLength(253),
    z.regex(
      /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/,
      'must be lower case letters, digits, "-" and ".", and start and end with a letter or digit',
    ),
  )

/** A uid as an apiserver makes them; opaque, so only its length and alphabet are checked. */
export const Uid = z.string().check(z.minLength(1), z.maxLength(128), z.regex(/^[A-Za-z0-9._-]+$/))

/** One object of a namespace as the user saw it: the uid is part of the name, so that a successor of the same name is another object. */
export const ObjectRef = z.strictObject({ namespace: Label, name: Subdomain, uid: Uid })
export type ObjectRef = z.infer<typeof ObjectRef>

/** One thing a credential must be allowed to do, in the words of RBAC. `subresource` as in `pods/log`. */
export type Need = {
  readonly verb: 'get' | 'list' | 'watch' | 'create' | 'update' | 'patch' | 'delete'
  readonly group: string
  readonly resource: string
  readonly subresource?: string
}
