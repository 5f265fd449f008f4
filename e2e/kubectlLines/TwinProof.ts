import { isDeepStrictEqual } from 'node:util'
import { type CommandInput, type CommandName, diffObjects, type KubectlCommand, type ObjectRef } from '@binnacle/shared'
import type { Json } from '../golden/statuses.ts'
import type { Bench } from './Bench.ts'
import { NAMESPACE, type WorkloadKind, workloadPath } from './workloads.ts'

export type Seen = ObjectRef & { readonly generation: number }

/** One command on one kind of object. `make` makes the object with all that belongs to it; `known` is what the line can say and the BFF is not told. */
export type TwinProof<N extends CommandName> = {
  readonly kind: WorkloadKind
  readonly title: string
  readonly command: N
  make(bench: Bench, name: string): Promise<unknown>
  input(seen: Seen): CommandInput<N>
  readonly known?: Json
  /** Both must leave the object as it was, and say that they did not do it. */
  readonly refused?: true
}

let count = 0

/**
 * Two equal objects: to one Binnacle does it, to the other the line. Afterwards they are equal again, other than before (unless both refused), and a third of the
 * same kind and labels is as it was.
 */
export async function proveTwins<N extends CommandName>(bench: Bench, proofs: readonly TwinProof<N>[]): Promise<void> {
  for (const proof of proofs) for (const context of [0, 1]) await proveOne(bench, proof, context)
}

async function proveOne<N extends CommandName>(bench: Bench, proof: TwinProof<N>, context: number): Promise<void> {
  const base = `twin-${count++}`
  const [mine, theirs, bystander] = [`${base}-binnacle`, `${base}-kubectl`, `${base}-kubectl-too`]
  for (const name of [mine, theirs, bystander]) await proof.make(bench, name)
  const [before, spared] = [await stateOf(bench, proof.kind, theirs), await stateOf(bench, proof.kind, bystander)]
  const given = await bench.give(proof.command, proof.input(await seen(bench, proof.kind, mine)))
  const input = { ...proof.input(await seen(bench, proof.kind, theirs)), ...proof.known }
  const line = bench.lines({ command: proof.command, input } as unknown as KubectlCommand)[context] // a name and the input of that name
  if (!line) throw new Error('a command has two lines')
  const { code, stderr } = await bench.run(line)
  const [ours, found] = [await stateOf(bench, proof.kind, mine), await stateOf(bench, proof.kind, theirs)]
  const faults = [
    given.ok === (proof.refused !== true) ? null : `Binnacle: ${JSON.stringify(given)}`,
    (code === 0) === (proof.refused !== true) ? null : `kubectl ended with ${code}`,
    isDeepStrictEqual(found, before) === (proof.refused === true) ? null : 'it should have done something, or nothing',
    ...diffObjects(ours, found).map((change) => `${change.path}: Binnacle ${change.before}, kubectl ${change.after}`),
    isDeepStrictEqual(await stateOf(bench, proof.kind, bystander), spared) ? null : 'another object was changed',
  ].filter((fault) => fault !== null)
  bench.judge(`${line.text}   (${proof.title})`, faults.length === 0 ? null : `${faults.join('; ')} ${stderr}`)
}

async function seen(bench: Bench, kind: WorkloadKind, name: string): Promise<Seen> {
  const { uid, generation } = (await bench.api.get(workloadPath(kind, name)))['metadata'] as { uid: string; generation: number } // the border: a stored object has both
  return { namespace: NAMESPACE, name, uid, generation }
}

/** What is stored, without what differs between any two objects, and without the generation: two calls of kubectl are two of them. Null when it is gone. */
async function stateOf(bench: Bench, kind: WorkloadKind, name: string): Promise<Json | null> {
  const response = await fetch(bench.api.url + workloadPath(kind, name))
  if (response.status === 404) return null
  const object = (await response.json()) as Json
  const { name: _n, uid: _u, resourceVersion: _r, creationTimestamp: _c, managedFields: _m, generation: _g, ...metadata } = object['metadata'] as Json // the border: a stored object has it
  return justNow({ metadata, spec: object['spec'] })
}

/** A restart writes when it was; within a minute of now is as good as now. */
function justNow(state: Json): Json {
  const text = JSON.stringify(state).replace(/"kubectl\.kubernetes\.io\/restartedAt":"([^"]+)"/, (whole, at: string) =>
    Math.abs(Date.parse(at) - Date.now()) < 60_000 ? '"kubectl.kubernetes.io/restartedAt":"just now"' : whole,
  )
  return JSON.parse(text) as Json
}
