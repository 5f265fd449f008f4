import type { MountedVolume } from '../containers/Container.ts'
import type { Container } from '../kinds.ts'
import type { PodState } from './PodState.ts'

/** What a container sees of its pod's volumes. A `subPath` that is a file is shown as a directory of that one file. */
export function containerMounts({ pod, volumes }: PodState, { volumeMounts }: Container): MountedVolume[] {
  return (volumeMounts ?? []).flatMap(({ name, mountPath, subPath, readOnly }) => {
    const files = volumes.get(name)
    const volume = pod.spec.volumes?.find((one) => one.name === name)
    if (!files) return []
    const fixed = volume?.secret !== undefined || volume?.configMap !== undefined || volume?.projected !== undefined || volume?.downwardAPI !== undefined
    const base = { readOnly: (readOnly ?? false) || fixed }
    if (!subPath) return [{ ...base, mountPath, files }]
    const file = files.get(subPath)
    const slash = mountPath.lastIndexOf('/')
    if (file !== undefined) return [{ ...base, mountPath: mountPath.slice(0, slash) || '/', files: new Map([[mountPath.slice(slash + 1), file]]) }]
    return [{ ...base, mountPath, files: below(volumes, `${name}/${subPath}`, files) }]
  })
}

/** A directory within a volume, shared by all who mount it. */
function below(volumes: Map<string, Map<string, string>>, path: string, files: ReadonlyMap<string, string>): Map<string, string> {
  const known = volumes.get(path)
  if (known) return known
  const prefix = `${path.slice(path.indexOf('/') + 1)}/`
  const own = new Map([...files].filter(([name]) => name.startsWith(prefix)).map(([name, text]) => [name.slice(prefix.length), text]))
  volumes.set(path, own)
  return own
}
