import { type Failure, MAX_DOCUMENT_BYTES, type Outcome } from '@binnacle/shared'
import type { Gvk } from '../../kube/Discovery.ts'
import { readYaml, type YamlText } from './readYaml.ts'

/** A document that says which object it is about. `text` is what was given, without a byte order mark. */
export type ApplyDocument = Gvk & {
  readonly text: string
  readonly apiVersion: string
  readonly name: string
  /** Null: it names none. */
  readonly namespace: string | null
  readonly object: Readonly<Record<string, unknown>>
  readonly yaml: YamlText
}

/** Reads a document as far as it takes to know where it goes. What an apiserver would answer with a riddle is refused in a sentence, with the line. */
export function readDocument(given: string): Outcome<ApplyDocument> {
  const text = given.replace(/^\uFEFF/, '')
  const size = Buffer.byteLength(text)
  if (size > MAX_DOCUMENT_BYTES) return refused(`the document has ${size} bytes; at most ${MAX_DOCUMENT_BYTES} can be applied`, '')
  const yaml = readYaml(text)
  if (!yaml.ok) return yaml
  const object = yaml.output.value
  if (!isFields(object)) return refused('this is no object: an object has apiVersion, kind and metadata', '')
  const apiVersion = object['apiVersion']
  const kind = object['kind']
  if (typeof apiVersion !== 'string' || apiVersion === '')
    return refused('apiVersion is missing: which version of which API is this? (apps/v1, v1 …)', 'apiVersion', yaml.output)
  if (typeof kind !== 'string' || kind === '') return refused('kind is missing: what is this? (Deployment, Service …)', 'kind', yaml.output)
  if (kind === 'List' || (kind.endsWith('List') && Array.isArray(object['items']))) return listRefused(object['items'], yaml.output)
  const [group = '', version = '', ...rest] = apiVersion.includes('/') ? apiVersion.split('/') : ['', apiVersion]
  if (rest.length > 0 || version === '') return refused('apiVersion is not group/version', 'apiVersion', yaml.output)
  const named = nameOf(object['metadata'], yaml.output)
  return named.ok ? { ok: true, output: { text, apiVersion, group, version, kind, object, yaml: yaml.output, ...named.output } } : named
}

function nameOf(metadata: unknown, yaml: YamlText): Outcome<{ name: string; namespace: string | null }> {
  const { name, namespace, generateName } = isFields(metadata) ? metadata : {}
  if (name === undefined && generateName !== undefined) {
    return refused(
      'generateName asks for a new name each time, so there is no object to apply this to: give metadata.name, or use kubectl create',
      'metadata.generateName',
      yaml,
    )
  }
  if (name === undefined || name === null) return refused('metadata.name is missing: which object is this?', 'metadata', yaml)
  if (typeof name !== 'string' || name === '') return refused('metadata.name must be text: put it in quotes', 'metadata.name', yaml)
  if (namespace === undefined || namespace === null || namespace === '') return { ok: true, output: { name, namespace: null } }
  if (typeof namespace !== 'string') return refused('metadata.namespace must be text: put it in quotes', 'metadata.namespace', yaml)
  return { ok: true, output: { name, namespace } }
}

function listRefused(items: unknown, yaml: YamlText): Outcome<never> {
  const count = Array.isArray(items) ? `${items.length} objects` : 'objects'
  return refused(`this is a List of ${count}: each is applied on its own. Make every item a document, with --- between them`, 'kind', yaml)
}

function refused(message: string, field: string, yaml?: YamlText): Outcome<never> {
  const line = yaml?.lineOf(field) ?? null
  const failure: Failure = {
    reason: 'BadRequest',
    code: 400,
    message: line === null ? message : `line ${line}: ${message}`,
    causes: [{ reason: 'FieldValueInvalid', field, message, ...(line === null ? {} : { line }) }],
  }
  return { ok: false, failure }
}

export function isFields(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
