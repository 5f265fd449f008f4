export type ImageName = { readonly ok: true; readonly full: string; readonly registry: string } | { readonly ok: false; readonly message: string }

const PATH = /^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*$/
const TAG = /^\w[\w.-]{0,127}$/
const DIGEST = /^sha256:[a-f0-9]{64}$/

/** An image's name with the registry and the tag that containerd adds, or why it is none, as the kubelet says it. */
export function imageName(name: string): ImageName {
  const [rest = '', digest] = name.split('@', 2)
  const slash = rest.indexOf('/')
  const head = rest.slice(0, Math.max(0, slash))
  const own = slash > 0 && (/[.:]/.test(head) || head === 'localhost')
  const registry = own ? head : 'docker.io'
  const [bare, tag] = splitTag(own ? rest.slice(slash + 1) : rest)
  const path = own || bare.includes('/') ? bare : `library/${bare}`
  if (path !== path.toLowerCase()) return invalid(name, `invalid reference format: repository name (${path}) must be lowercase`)
  const good = PATH.test(path) && (tag === undefined || TAG.test(tag)) && (digest === undefined || DIGEST.test(digest))
  if (!good) return invalid(name, 'invalid reference format')
  const end = digest === undefined ? `:${tag ?? 'latest'}` : `@${digest}`
  return { ok: true, full: `${registry}/${path}${end}`, registry }
}

function splitTag(path: string): [string, string | undefined] {
  const colon = path.indexOf(':')
  return colon < 0 ? [path, undefined] : [path.slice(0, colon), path.slice(colon + 1)]
}

function invalid(name: string, why: string): ImageName {
  return { ok: false, message: `couldn't parse image name "${name}": ${why}` }
}
