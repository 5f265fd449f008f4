import type { Json } from '../statuses.ts'

/** A Deployment and the ReplicaSets of its namespace, as the apiserver had them at one moment. */
export type RolloutSample = { readonly title: string; readonly deployment: Json; readonly replicaSets: readonly Json[] }

/** What kubectl printed of a sample: the sentence of `rollout status` (an error too), and all of `rollout history`. */
export type Printed = { readonly status: string; readonly history: string }

/** Objects are kept once, however many samples hold them. */
type KeptSample = Printed & { readonly title: string; readonly deployment: string; readonly replicaSets: readonly string[] }

export function rolloutsText(kubectl: string, samples: readonly (RolloutSample & Printed)[]): string {
  const objects = new Map<string, string>()
  const keep = (object: Json): string => {
    const text = JSON.stringify(object)
    const key = objects.get(text) ?? `o${objects.size}`
    objects.set(text, key)
    return key
  }
  const kept = samples.map(
    ({ deployment, replicaSets, ...sample }): KeptSample => ({ ...sample, deployment: keep(deployment), replicaSets: replicaSets.map(keep) }),
  )
  const lines = [...objects].map(([text, key]) => `"${key}":${text}`)
  return `{"kubectl":${JSON.stringify(kubectl)},"objects":{\n${lines.join(',\n')}\n},"samples":[\n${kept.map((sample) => JSON.stringify(sample)).join(',\n')}\n]}\n`
}
