import type { ConfigUse } from '@binnacle/shared'
import * as z from 'zod'

/** Which Secret or ConfigMap is looked for. */
export type Wanted = { readonly resource: 'secrets' | 'configmaps'; readonly name: string }

const text = z.string().catch('')
const flag = z.boolean().catch(false)
const list = <Item extends z.ZodType>(item: Item) => z.array(item).catch([])
const Items = list(z.object({ key: text, path: text }))
const Ref = z.object({ name: text, key: text, optional: flag }).optional().catch(undefined)
const Source = z.object({ name: text, secretName: text, optional: flag, items: Items }).optional().catch(undefined)

const Container = z.object({
  name: text,
  env: list(z.object({ name: text, valueFrom: z.object({ secretKeyRef: Ref, configMapKeyRef: Ref }).optional().catch(undefined) })),
  envFrom: list(z.object({ prefix: text, secretRef: Ref, configMapRef: Ref })),
  volumeMounts: list(z.object({ name: text, mountPath: text, subPath: text, subPathExpr: text })),
})
type Container = z.infer<typeof Container>

const Volume = z.object({
  name: text,
  secret: Source,
  configMap: Source,
  projected: z
    .object({ sources: list(z.object({ secret: Source, configMap: Source })) })
    .optional()
    .catch(undefined),
})
type Volume = z.infer<typeof Volume>

const PodSpec = z.object({
  containers: list(Container),
  initContainers: list(Container),
  ephemeralContainers: list(Container),
  volumes: list(Volume),
  imagePullSecrets: list(z.object({ name: text })),
})

/** Every place of a pod's spec (or of a template's) that names the object. What is not as it should be names nothing. */
export function podUses(spec: unknown, wanted: Wanted): ConfigUse[] {
  const pod = PodSpec.safeParse(spec).data
  if (!pod) return []
  const containers = [...pod.initContainers, ...pod.containers, ...pod.ephemeralContainers]
  const pulls = pod.imagePullSecrets.filter(({ name }) => wanted.resource === 'secrets' && name === wanted.name)
  return [
    ...containers.flatMap((container) => variables(container, wanted)),
    ...pod.volumes.flatMap((volume) => mounts(volume, containers, wanted)),
    ...pulls.map(() => ({ how: 'imagePullSecrets' as const, container: '', key: '', at: '', follows: true, optional: false })),
  ]
}

function variables({ name: container, env, envFrom }: Container, { resource, name }: Wanted): ConfigUse[] {
  const single = env.flatMap(({ name: at, valueFrom }) => {
    const ref = resource === 'secrets' ? valueFrom?.secretKeyRef : valueFrom?.configMapKeyRef
    return ref?.name === name ? [{ how: 'env' as const, container, key: ref.key, at, follows: false, optional: ref.optional }] : []
  })
  const all = envFrom.flatMap(({ prefix: at, secretRef, configMapRef }) => {
    const ref = resource === 'secrets' ? secretRef : configMapRef
    return ref?.name === name ? [{ how: 'envFrom' as const, container, key: '', at, follows: false, optional: ref.optional }] : []
  })
  return [...single, ...all]
}

/** A volume in each container that mounts it. A part of a volume (`subPath`) is mounted once and does not follow. */
function mounts(volume: Volume, containers: readonly Container[], wanted: Wanted): ConfigUse[] {
  return sourcesOf(volume, wanted).flatMap(({ optional, items }) => {
    const uses = containers.flatMap(({ name: container, volumeMounts }) =>
      volumeMounts
        .filter(({ name }) => name === volume.name)
        .map(({ mountPath, subPath, subPathExpr }) => ({
          how: 'volume' as const,
          container,
          key: items.map(({ key }) => key).join(', '),
          at: mountPath,
          follows: subPath === '' && subPathExpr === '',
          optional,
        })),
    )
    return uses.length > 0 ? uses : [{ how: 'volume' as const, container: '', key: '', at: volume.name, follows: true, optional }]
  })
}

function sourcesOf({ secret, configMap, projected }: Volume, { resource, name }: Wanted) {
  const sources =
    resource === 'secrets'
      ? [secret, ...(projected?.sources ?? []).map((source) => source.secret)]
      : [configMap, ...(projected?.sources ?? []).map((source) => source.configMap)]
  return sources.flatMap((source) => (source && (source.name === name || source.secretName === name) ? [source] : []))
}
