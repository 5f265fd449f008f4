import { expect, test } from 'vitest'
import { conflicts, type DocumentState, missingNamespace, namespacesMade, titleOf, verdictOf } from './documentWords.ts'
import { lineFor } from './lineFor.ts'

const output = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  namespace: 'shop',
  name: 'c',
  uid: 'u',
  result: 'configured',
  changes: [],
  moreChanges: 0,
  dropped: [],
  warnings: [],
} as const
const failure = (reason: 'NotFound' | 'Conflict' | 'Forbidden' | 'Invalid' | 'InternalError' | 'Disconnected', code: number, message = '') => ({
  reason,
  code,
  message,
})
const wordsOf = (state: DocumentState, makes: readonly string[] = []) => verdictOf(state, makes).words
const answered = (doing: 'check' | 'apply', more: object) =>
  wordsOf({ state: 'answered', doing, output: { ...output, changes: [], dropped: [], warnings: [], ...more }, ms: 12.4 })
const change = { path: 'data.a', before: '1', after: '2' }

test('what a document would do, and did', () => {
  expect(answered('check', { result: 'created' })).toBe('will be created')
  expect(answered('check', { changes: [change] })).toBe('1 field will change')
  expect(answered('check', { changes: [change], moreChanges: 50 })).toBe('51 fields will change')
  expect(answered('check', { result: 'unchanged' })).toBe('unchanged')
  expect(answered('apply', {})).toBe('configured in 12 ms')
})

test('why it was refused', () => {
  const refused = (of: ReturnType<typeof failure>, makes: readonly string[] = []) => wordsOf({ state: 'refused', doing: 'check', failure: of }, makes)
  expect(refused(failure('NotFound', 404, 'namespaces "new" not found'))).toBe('namespace new does not exist')
  expect(refused(failure('NotFound', 404, 'namespaces "new" not found'), ['new'])).toBe('cannot be checked yet')
  expect(refused(failure('Forbidden', 403))).toBe('forbidden')
  expect(refused(failure('Invalid', 422))).toBe('invalid')
  expect(refused(failure('InternalError', 500))).toBe('refused')
  expect(refused(failure('Disconnected', 0))).toBe('no answer')
  expect(missingNamespace(failure('NotFound', 404, 'secrets "x" not found'))).toBeNull()
})

test('conflicts are told by manager, with the fields of each', () => {
  const cause = (manager: string, field: string) => ({ reason: 'FieldManagerConflict', field, message: `conflict with "${manager}" using apps/v1` })
  const of = { ...failure('Conflict', 409), causes: [cause('kubectl', '.spec.replicas'), cause('hpa', '.spec.x'), cause('kubectl', '.spec.y')] }
  expect(conflicts(of)).toEqual([
    { manager: 'kubectl', fields: ['spec.replicas', 'spec.y'] },
    { manager: 'hpa', fields: ['spec.x'] },
  ])
  expect(wordsOf({ state: 'refused', doing: 'check', failure: of })).toBe('conflict')
})

test('what a document is called, and which namespaces a text makes', () => {
  expect(titleOf('kind: Pod\nmetadata: {name: web}', { state: 'unchecked' })).toEqual({ kind: 'Pod', name: 'web', namespace: null })
  expect(titleOf('{{', { state: 'unchecked' })).toEqual({ kind: 'Document', name: '', namespace: null })
  expect(namespacesMade(['kind: Namespace\nmetadata: {name: new}', 'kind: Pod\nmetadata: {name: old}'])).toEqual(['new'])
})

test('the line for a terminal is one call where kubectl takes it so, else one for each document', () => {
  const document = (name: string, more = '') => ({ text: `kind: ConfigMap\nmetadata: {name: ${name}${more}}\n`, line: 1 })
  const asked = (documents: { text: string; line: number }[], forced: readonly string[] = []) => ({
    text: documents.map(({ text }) => text).join('---\n'),
    documents,
    namespace: 'shop',
    dryRun: true,
    isForced: ({ text }: { text: string }) => forced.includes(text),
  })
  const two = [document('a'), document('b')]
  expect(lineFor(asked(two), null)).toBe(
    `kubectl apply -f - --server-side --field-manager=binnacle -n shop --dry-run=server <<'EOF'\n${two[0]?.text}---\n${two[1]?.text}EOF`,
  )
  expect(lineFor(asked([document('a'), document('b', ', namespace: other')]), null).match(/-n \w+/g)).toEqual(['-n shop', '-n other'])
  expect(lineFor(asked(two, [two[1]?.text ?? '']), null).match(/--force-conflicts/g)).toHaveLength(1)
})
