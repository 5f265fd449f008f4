import { type CommandInput, type CommandOutput, type Failure, isOutcomeUnknown, MAX_CHANGES, type Outcome } from '@binnacle/shared'
import * as z from 'zod'
import { Discovery, type Served } from '../kube/Discovery.ts'
import { type KubePath, kubePath } from '../kube/kubePath.ts'
import { type ApplyBody, bodyOf } from './apply/bodyOf.ts'
import { changesOf } from './apply/changesOf.ts'
import { explain } from './apply/explain.ts'
import { type ApplyDocument, readDocument } from './apply/readDocument.ts'
import type { YamlWarning } from './apply/readYaml.ts'
import { suggestFields } from './apply/suggestFields.ts'
import type { Command, CommandTools } from './Command.ts'
import { type Sight, settleLostReply } from './settleLostReply.ts'

type Input = CommandInput<'objects.apply'>
type Answer = Outcome<CommandOutput<'objects.apply'>>

/** Under this name the apiserver keeps which fields were applied through Binnacle. */
const FIELD_MANAGER = 'binnacle'

const Answered = z.object({ metadata: z.object({ uid: z.string() }) })

/** What was there before. `unreadable`: this credential may write it and not read it. */
type Stored = { readonly is: 'absent' } | { readonly is: 'there'; readonly object: unknown } | { readonly is: 'unreadable' }

/** A document with where it goes and what is sent of it. */
type Prepared = {
  readonly input: Input
  readonly document: ApplyDocument
  readonly served: Served
  readonly namespace: string | null
  readonly path: KubePath
  readonly body: ApplyBody
}

const discovery = new Discovery()

/**
 * `kubectl apply --server-side --field-manager=binnacle` of one document, with the diff. The text goes as it is (see `bodyOf`); which resource it is, the cluster says. Nothing is sent for what cannot be
 * read as YAML, names no object, or is behind the guard rails: those of the namespace that it goes to, of a Namespace itself, and of names that begin with `system:`. A field that another manager
 * owns is a Conflict unless `force`. A lost reply is settled by asking what the same document would change now: nothing, then it was applied; it is never sent again.
 */
export const applyObject: Command<'objects.apply'> = {
  target: ({ dryRun }) => ({ namespace: null, name: null, uid: null, verb: 'patch', ...(dryRun ? { dryRun } : {}) }),
  async execute(input, tools) {
    const prepared = await prepare(input, tools)
    if (!prepared.ok) return prepared
    const stored = await lookAt(prepared.output, tools)
    if (!stored.ok) return stored
    if (stored.output.is === 'there') tools.about({ uid: uidOf(stored.output.object) })
    const answer = await send(prepared.output, { dryRun: input.dryRun }, tools)
    if (answer.ok) {
      if (!input.dryRun) tools.about({ uid: uidOf(answer.output) })
      return { ok: true, output: outputOf(prepared.output, stored.output, answer.output) }
    }
    const { failure } = answer
    if (isOutcomeUnknown(failure) && !input.dryRun) return settle({ prepared: prepared.output, stored: stored.output, lost: failure }, tools)
    const told = explain(failure, prepared.output.document)
    return { ok: false, failure: told.causes ? { ...told, causes: await suggestFields(told.causes, prepared.output.document, tools.client) } : told }
  },
}

async function prepare(input: Input, tools: CommandTools): Promise<Outcome<Prepared>> {
  const read = readDocument(input.document)
  if (!read.ok) return read
  const document = read.output
  const isNamespace = document.kind === 'Namespace' && document.apiVersion === 'v1'
  const said = isNamespace ? document.name : document.namespace
  const refusal = tools.about({ name: document.name, namespace: said, resource: document.kind })
  if (refusal) return { ok: false, failure: refusal }
  const found = await discovery.find(document, tools.client, tools.clock)
  if (!found.ok) return { ok: false, failure: withLine(found.failure, document) }
  const served = found.output
  const namespace = served.namespaced ? (document.namespace ?? input.namespace) : null
  const late = tools.about({ resource: served.resource, namespace: isNamespace ? document.name : namespace })
  if (late) return { ok: false, failure: late }
  const path = kubePath({ group: document.group, version: document.version, resource: served.resource, namespace, name: document.name })
  if (!path.ok) return { ok: false, failure: notAName(path.failure, document) }
  const body = bodyOf(document, served)
  return body.ok ? { ok: true, output: { input, document, served, namespace, path: path.output, body: body.output } } : body
}

async function lookAt({ path }: Prepared, { client }: CommandTools): Promise<Outcome<Stored>> {
  const answer = await client.json({ path: { ok: true, output: path } })
  if (answer.ok) return { ok: true, output: { is: 'there', object: answer.output } }
  if (answer.failure.reason === 'NotFound') return { ok: true, output: { is: 'absent' } }
  return answer.failure.reason === 'Forbidden' ? { ok: true, output: { is: 'unreadable' } } : answer
}

function send({ path, body, input }: Prepared, { dryRun }: { dryRun: boolean }, { client, auditId }: CommandTools): Promise<Outcome<unknown>> {
  const query = { fieldManager: FIELD_MANAGER, fieldValidation: 'Strict', ...(dryRun ? { dryRun: 'All' } : {}), ...(input.force ? { force: true } : {}) }
  const patchType = 'application/apply-patch+yaml'
  return client.json({ method: 'PATCH', path: { ok: true, output: path }, patchType, text: body.text, query, auditId })
}

function outputOf({ input, document, served, namespace, body }: Prepared, stored: Stored, now: unknown): CommandOutput<'objects.apply'> {
  const changes = stored.is === 'there' ? changesOf(stored.object, now, { kind: document.kind, status: served.status }) : []
  const notes = [...body.notes, ...(stored.is === 'unreadable' ? ['You may not read this object, so what changes in it is not known.'] : [])]
  return {
    apiVersion: document.apiVersion,
    kind: document.kind,
    namespace,
    name: document.name,
    uid: stored.is === 'absent' && input.dryRun ? null : uidOf(now),
    result: stored.is === 'absent' ? 'created' : stored.is === 'there' && changes.length === 0 ? 'unchanged' : 'configured',
    changes: changes.slice(0, MAX_CHANGES),
    moreChanges: Math.max(0, changes.length - MAX_CHANGES),
    dropped: [...body.dropped],
    warnings: [...surprisesOf(document), ...notes.map((message) => ({ line: null, message }))],
  }
}

/** Of a Secret without what stands there. */
function surprisesOf({ kind, yaml }: ApplyDocument): readonly YamlWarning[] {
  return kind === 'Secret'
    ? yaml.warnings.map(({ line }) => ({ line, message: 'without quotes this value is not read as it looks, or not everywhere' }))
    : yaml.warnings
}

type Lost = { readonly prepared: Prepared; readonly stored: Stored; readonly lost: Failure }

function settle({ prepared, stored, lost }: Lost, tools: CommandTools): Promise<Answer> {
  const { document, served } = prepared
  const look = async (): Promise<Sight<CommandOutput<'objects.apply'>>> => {
    const now = await lookAt(prepared, tools)
    if (!now.ok) return { is: 'open' }
    if (now.output.is === 'absent') return { is: 'not done' }
    const again = await send(prepared, { dryRun: true }, tools)
    if (!again.ok)
      return isOutcomeUnknown(again.failure) ? { is: 'open' } : { is: 'settled', outcome: { ok: false, failure: explain(again.failure, document) } }
    if (now.output.is === 'unreadable') return { is: 'open' }
    if (changesOf(now.output.object, again.output, { kind: document.kind, status: served.status }).length > 0) return { is: 'not done' }
    tools.about({ uid: uidOf(now.output.object) })
    return { is: 'settled', outcome: { ok: true, output: outputOf(prepared, stored, now.output.object) } }
  }
  const name = `${document.kind} ${document.name}`
  // What answered in the cluster's place may have repeated what it was given.
  const foreign = document.kind === 'Secret' && lost.code !== 0
  const told = foreign ? { ...lost, message: 'what answered is not the cluster; its words are not shown, since they can quote a value' } : lost
  return settleLostReply(
    { lost: told, look, words: { notDone: `${name} is not as this document says`, unknown: `${name} may or may not have been applied` } },
    tools,
  )
}

function uidOf(object: unknown): string | null {
  return Answered.safeParse(object).data?.metadata.uid ?? null
}

function withLine(failure: Failure, { yaml }: ApplyDocument): Failure {
  const line = yaml.lineOf('apiVersion')
  return line === null || !failure.causes ? failure : { ...failure, causes: failure.causes.map((cause) => ({ ...cause, line })) }
}

function notAName(failure: Failure, { yaml }: ApplyDocument): Failure {
  const field = failure.message.includes('namespace') ? 'metadata.namespace' : failure.message.includes('object') ? 'metadata.name' : 'apiVersion'
  const line = yaml.lineOf(field)
  const message = `${field}: ${failure.message}`
  return { ...failure, message, causes: [{ reason: 'FieldValueInvalid', field, message, ...(line === null ? {} : { line }) }] }
}
