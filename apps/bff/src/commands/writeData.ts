import { type CommandInput, isOutcomeUnknown, type Outcome, type WrittenData } from '@binnacle/shared'
import * as z from 'zod'
import { dataEntries } from '../kube/dataEntries.ts'
import { kubePath } from '../kube/kubePath.ts'
import type { KubeRequest } from '../kube/request.ts'
import type { CommandTools } from './Command.ts'
import type { DataKind } from './DataKind.ts'
import { type Sight, settleLostReply } from './settleLostReply.ts'

type New = CommandInput<'configmaps.create'>
type Change = CommandInput<'configmaps.update'>
type Answer = Outcome<WrittenData>

/** Who the object's managedFields say has written. */
const query = { fieldManager: 'binnacle' }

const Written = z.object({ metadata: z.object({ uid: z.string(), resourceVersion: z.string() }), data: dataEntries, binaryData: dataEntries })
type Written = z.infer<typeof Written>

/** Creates the object, never in the place of another. An answer that got lost is settled by looking whether it holds what was asked for. */
export async function createData(kind: DataKind, input: New & { readonly type?: string }, tools: CommandTools): Promise<Answer> {
  const { namespace, name, immutable, type } = input
  const fields = withoutRemoved(kind.fields(input.data, []))
  const body = {
    apiVersion: 'v1',
    kind: kind.kind,
    metadata: { namespace, name },
    ...(type === undefined ? {} : { type }),
    ...(immutable && { immutable }),
    ...fields,
  }
  const path = kubePath({ group: '', version: 'v1', resource: kind.resource, namespace })
  return send({ kind, input, tools, done: 'created', holds: (found) => holdsAll(fields, found) }, { method: 'POST', path, query, body })
}

/** Sets and removes keys of exactly the object and version that were seen, in one merge patch: values that are not named are not read, nor sent. */
export async function updateData(kind: DataKind, input: Change, tools: CommandTools): Promise<Answer> {
  const fields = kind.fields(input.set, input.remove)
  const body = { metadata: { uid: input.uid, resourceVersion: input.version }, ...fields, ...(input.seal && { immutable: true }) }
  const holds = (found: Written) => found.metadata.uid === input.uid && found.metadata.resourceVersion !== input.version && holdsAll(fields, found)
  const answer = await send(
    { kind, input, tools, done: 'changed', holds },
    { method: 'PATCH', patchType: 'application/merge-patch+json', path: pathOf(kind, input), query, body },
  )
  if (answer.ok || answer.failure.reason !== 'Conflict') return answer
  return { ok: false, failure: { ...answer.failure, message: `${answer.failure.message} (it changed since you looked; nothing was written)` } }
}

type Attempt = {
  readonly kind: DataKind
  readonly input: { readonly namespace: string; readonly name: string }
  readonly tools: CommandTools
  readonly done: string
  /** Whether what is stored is what the attempt would have made. */
  holds(found: Written): boolean
}

type Writing = Extract<KubeRequest, { readonly method: 'POST' | 'PUT' | 'PATCH'; readonly body: unknown }>

async function send(attempt: Attempt, request: Writing): Promise<Answer> {
  const { kind, tools, done } = attempt
  const answer = await tools.client.json({ ...request, auditId: tools.auditId, guarded: kind.guarded })
  if (answer.ok) return writtenOf(answer.output)
  if (!isOutcomeUnknown(answer.failure)) return answer
  const words = { notDone: 'nothing was written', unknown: `the ${kind.kind} may or may not have been ${done}` }
  return settleLostReply({ lost: answer.failure, look: () => look(attempt), words }, tools)
}

async function look({ kind, input, tools, holds }: Attempt): Promise<Sight<WrittenData>> {
  const now = await tools.client.json({ path: pathOf(kind, input), guarded: kind.guarded })
  if (!now.ok) return now.failure.reason === 'NotFound' ? { is: 'not done' } : { is: 'open' }
  const found = Written.safeParse(now.output).data
  if (!found) return { is: 'open' }
  return holds(found) ? { is: 'settled', outcome: writtenOf(found) } : { is: 'not done' }
}

function writtenOf(output: unknown): Answer {
  const written = Written.pick({ metadata: true }).safeParse(output)
  if (written.success) return { ok: true, output: { uid: written.data.metadata.uid, version: written.data.metadata.resourceVersion } }
  return { ok: false, failure: { reason: 'NotKubernetes', code: 502, message: 'The cluster answered with something that has no uid.' } }
}

function pathOf({ resource }: DataKind, { namespace, name }: Attempt['input']) {
  return kubePath({ group: '', version: 'v1', resource, namespace, name })
}

type Fields = ReturnType<DataKind['fields']>

function withoutRemoved(fields: Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields).map(([field, keys]) => [field, Object.fromEntries(Object.entries(keys).filter(([, value]) => value !== null))]),
  )
}

function holdsAll(fields: Fields, found: Written): boolean {
  return Object.entries(fields).every(([field, keys]) => {
    const stored = new Map(field === 'data' ? found.data : found.binaryData)
    return Object.entries(keys).every(([key, value]) => (value === null ? !stored.has(key) : stored.get(key) === value))
  })
}
