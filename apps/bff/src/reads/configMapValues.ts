import type { Read } from './Read.ts'
import { readData } from './readData.ts'

/** Every value of exactly this ConfigMap. `kubectl get configmap <name> -o yaml`. */
export const configMapValues: Read<'configmaps.values'> = async (input, { cluster }) => {
  const found = await readData('configmaps', input, cluster.client)
  if (!found.ok) return found
  const { version, data, binaryData } = found.output
  const texts = data.map(([key, text]) => ({ key, value: Buffer.from(text, 'utf8').toString('base64') }))
  return { ok: true, output: { version, data: [...texts, ...binaryData.map(([key, value]) => ({ key, value }))] } }
}
