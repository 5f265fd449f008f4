import type { CommandInput } from '@binnacle/shared'
import type { Json } from '../golden/statuses.ts'
import type { Bench } from './Bench.ts'
import { makePod, NODE } from './scene.ts'

const NAMESPACE = 'lines-b'
const path = (name: string): string => `/api/v1/namespaces/${NAMESPACE}/pods/${name}`

type Where = { readonly title: string; readonly spec: Json; readonly finalizers: string[] }

/** Without a node a pod goes at once; on a node it waits for its kubelet (there is none); a finalizer keeps it. */
const places: readonly Where[] = [
  { title: 'unscheduled', spec: {}, finalizers: [] },
  { title: 'on-node', spec: { nodeName: NODE }, finalizers: [] },
  { title: 'finalizer', spec: {}, finalizers: ['binnacle.dev/proof'] },
]

/** Two equal pods: one is deleted as Binnacle does it (uid precondition), one by the line. Afterwards both are gone, or both are leaving with the same grace. */
export async function proveDelete(bench: Bench): Promise<void> {
  let count = 0
  for (const gracePeriodSeconds of [null, 0, 1, 5]) {
    for (const place of places) {
      for (const context of [0, 1]) await proveOne(bench, { place, gracePeriodSeconds, context, name: `doomed-${count++}` })
    }
  }
}

async function proveOne(
  bench: Bench,
  { place, gracePeriodSeconds, context, name }: { place: Where; gracePeriodSeconds: number | null; context: number; name: string },
): Promise<void> {
  const [mine, theirs, bystander] = [`${name}-binnacle`, `${name}-kubectl`, `${name}-kubectl-too`]
  for (const pod of [mine, theirs, bystander]) await makePod(bench.api, { namespace: NAMESPACE, name: pod, ...place })
  await deleteAsBinnacle(bench, mine, gracePeriodSeconds)
  const input: CommandInput<'pods.delete'> = { namespace: NAMESPACE, name: theirs, uid: uidOf(await bench.api.get(path(theirs))), gracePeriodSeconds }
  const line = bench.lines({ command: 'pods.delete', input })[context]
  if (!line) throw new Error('a command has two lines')
  const expected = await fate(bench, mine)
  // kubectl waits until the pod is gone; one that stays is judged as soon as the deletion is said.
  const { stderr } = await bench.run(line, (said) => expected !== 'gone' && said.includes('deleted'))
  const [found, spared] = [await fate(bench, theirs), await fate(bench, bystander)]
  bench.judge(
    `${line.text}   (${place.title})`,
    found === expected && spared === 'there' ? null : `should be ${expected}, is ${found}; another pod is ${spared}; ${stderr}`,
  )
}

async function deleteAsBinnacle(bench: Bench, name: string, gracePeriodSeconds: number | null): Promise<void> {
  const uid = uidOf(await bench.api.get(path(name)))
  const body = { kind: 'DeleteOptions', apiVersion: 'v1', preconditions: { uid }, ...(gracePeriodSeconds !== null && { gracePeriodSeconds }) }
  const response = await fetch(bench.api.url + path(name), { method: 'DELETE', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
  if (!response.ok) throw new Error(await response.text())
}

async function fate(bench: Bench, name: string): Promise<string> {
  const response = await fetch(bench.api.url + path(name))
  if (response.status === 404) return 'gone'
  const { metadata } = (await response.json()) as { metadata: Json } // the border: a pod has metadata
  return metadata['deletionTimestamp'] === undefined ? 'there' : `leaving within ${String(metadata['deletionGracePeriodSeconds'])} s`
}

function uidOf(object: Json): string {
  return (object['metadata'] as { uid: string }).uid // the border: a stored object has a uid
}
