/** A name of an image in its parts, completed as containerd does it. */
export type ImageName = { readonly registry: string; readonly repository: string; readonly tag: string; readonly full: string }

/** `nginx` is `docker.io/library/nginx:latest`. A digest counts as a tag. */
export function imageName(name: string): ImageName {
  const [path = '', digest] = name.split('@')
  const colon = path.lastIndexOf(':')
  const hasTag = colon > path.lastIndexOf('/')
  const bare = hasTag ? path.slice(0, colon) : path
  const tag = digest ?? (hasTag ? path.slice(colon + 1) : 'latest')
  const first = bare.split('/')[0] ?? ''
  const isHost = bare.includes('/') && (first.includes('.') || first.includes(':') || first === 'localhost')
  const registry = isHost ? first : 'docker.io'
  const rest = isHost ? bare.slice(first.length + 1) : bare
  const repository = !isHost && !rest.includes('/') ? `library/${rest}` : rest
  return { registry, repository, tag, full: `${registry}/${repository}${digest === undefined ? ':' : '@'}${tag}` }
}
