import { age, type CommandInput, type Failure, ManualClock, type Outcome } from '@binnacle/shared'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { Activity } from '../../commands/Activity.ts'
import { ActivityContext } from '../../commands/ActivityContext.ts'
import { ApiContext } from '../../commands/ApiContext.ts'
import { Api } from '../../commands/api.ts'
import { LiveContext } from '../../topics/LiveContext.tsx'
import { TestLive } from '../../topics/TestLive.ts'
import { memoryAddress } from '../../ui/Address.ts'
import { AddressContext } from '../../ui/AddressContext.ts'
import { createTime, TimeContext } from '../../ui/Time.ts'
import { ApplyPage } from './ApplyPage.tsx'
import type { Applied } from './documentWords.ts'

type Input = CommandInput<'objects.apply'>

const configMap = (name: string, value = 'b') => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}}\ndata: {a: ${value}}\n`
const done = (result: Applied['result'], more: Partial<Applied> = {}): Outcome<Applied> => ({
  ok: true,
  output: {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    namespace: 'shop',
    name: 'c',
    uid: 'u',
    result,
    changes: [],
    moreChanges: 0,
    dropped: [],
    warnings: [],
    ...more,
  },
})
const refused = (failure: Failure): Outcome<Applied> => ({ ok: false, failure })

/** The page in namespace shop, over a BFF that answers as the test says. */
async function show(answer: (input: Input) => Outcome<Applied>) {
  const sent: Input[] = []
  const activity = new Activity()
  const fetcher = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const path = String(input)
    if (path === '/api/session') {
      return Response.json({ build: 'b', mode: 'local', contexts: [], problem: null, protectedNamespaces: ['kube-system'], readOnly: false })
    }
    const asked = JSON.parse(String(init?.body)) as Input // the page's own words
    sent.push(asked)
    return Response.json(answer(asked))
  }
  const live = new TestLive()
  const clock = new ManualClock(0)
  const time = createTime({ now: () => clock.now(), after: (ms, run) => clock.after(ms, run), age: (since, now) => age(since, now / 1000) })
  await act(async () =>
    render(
      <ApiContext value={new Api({ bearer: 'b', end: () => undefined }, fetcher as typeof fetch)}>
        <TimeContext value={time}>
          <ActivityContext value={activity}>
            <AddressContext value={memoryAddress('/c/minikube/apply?ns=shop')}>
              <QueryClientProvider client={new QueryClient()}>
                <LiveContext value={{ socket: live, context: 'minikube' }}>
                  <ApplyPage />
                </LiveContext>
              </QueryClientProvider>
            </AddressContext>
          </ActivityContext>
        </TimeContext>
      </ApiContext>,
    ),
  )
  return { sent, activity }
}

const field = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'YAML' })
const type = (text: string) => act(async () => void fireEvent.change(field(), { target: { value: text } }))
const button = (name: string | RegExp) => screen.getByRole('button', { name })
const press = (name: string | RegExp) => act(async () => void fireEvent.click(button(name)))
const reasonOf = (name: string | RegExp) => (button(name).getAttribute('aria-disabled') === 'true' ? button(name).title : null)
const cards = () =>
  within(screen.getByRole('region', { name: 'Documents' }))
    .getAllByRole('heading', { level: 3 })
    .map((heading) => heading.closest('li')?.textContent ?? '')

afterEach(async () => {
  await type('')
  cleanup()
})

test('a text is checked before it can be applied; both go document by document, in order, past what is refused', async () => {
  const answer = ({ document, dryRun }: Input) =>
    document.includes('bad')
      ? refused({ reason: 'Invalid', code: 422, message: 'no' })
      : done(dryRun ? 'configured' : 'created', { changes: [{ path: 'data.a', before: '1', after: '2' }] })
  const { sent, activity } = await show(answer)
  expect([reasonOf('Check'), reasonOf(/^Apply/)]).toEqual([expect.stringContaining('Nothing to apply'), expect.stringContaining('Nothing to apply')])
  await type(`${configMap('bad')}---\n${configMap('c')}`)
  expect([reasonOf('Check'), reasonOf('Apply 2 documents')]).toEqual([null, expect.stringContaining('Check first')])
  await press('Check')
  expect(cards()[0]).toContain('invalid')
  expect(cards()[1]).toContain('1 field will change')
  expect(within(screen.getByRole('list', { name: 'What would change' })).getByText('data.a')).toBeDefined()
  expect(sent.map(({ dryRun, force, namespace }) => [dryRun, force, namespace])).toEqual([
    [true, false, 'shop'],
    [true, false, 'shop'],
  ])
  expect(activity.get()).toEqual([])
  await press('Apply 2 documents')
  expect(cards()[1]).toContain('created in')
  expect(sent.slice(2).map(({ document, dryRun }) => [/bad/.test(document), dryRun])).toEqual([
    [true, false],
    [false, false],
  ])
  expect(activity.get().map(({ state, wish, target, line }) => [state, wish, target.name, line])).toEqual([
    ['accepted', 'apply', 'c', null],
    ['refused', 'apply', 'bad', null],
  ])
})

test('what was checked counts for the text as it was: an edited document is unchecked, the others are not', async () => {
  await show(() => done('unchanged'))
  await type(`${configMap('a')}---\n${configMap('b')}`)
  await press('Check')
  expect(cards().map((card) => card.includes('unchanged'))).toEqual([true, true])
  await type(`${configMap('a', 'new')}---\n${configMap('b')}`)
  expect(cards()[0]).toContain('not checked')
  expect(cards()[1]).toContain('unchanged')
  expect(reasonOf(/^Apply/)).toContain('Check first')
})

test('a conflict names the manager, and taking over asks again with force, storing nothing', async () => {
  const conflict = refused({
    reason: 'Conflict',
    code: 409,
    message: 'Apply failed with 1 conflict',
    causes: [{ reason: 'FieldManagerConflict', field: '.data.a', message: 'conflict with "kubectl" using v1', line: 4 }],
  })
  const { sent } = await show(({ force }) => (force ? done('configured', { changes: [{ path: 'data.a', before: 'x', after: 'b' }] }) : conflict))
  await type(configMap('c'))
  await press('Check')
  expect(cards()[0]).toMatch(/conflict.*kubectl owns a field.*data\.a/)
  await act(async () => void fireEvent.click(screen.getByRole('checkbox', { name: /Take over these fields/ })))
  expect(cards()[0]).toContain('1 field will change')
  await press('Apply 1 document')
  expect(sent.map(({ dryRun, force }) => [dryRun, force])).toEqual([
    [true, false],
    [true, true],
    [false, true],
  ])
})

test('a missing namespace is offered as a step of its own; one that the text makes is not', async () => {
  const missing = refused({ reason: 'NotFound', code: 404, message: 'namespaces "new" not found' })
  let there = false
  const { sent } = await show(({ document, dryRun }) => {
    if (/kind: Namespace/.test(document)) there ||= !dryRun
    return there || /kind: Namespace/.test(document) ? done('created') : missing
  })
  await type(configMap('c'))
  await press('Check')
  await press('Create namespace new')
  expect(sent[1]).toEqual({ document: 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: new\n', namespace: 'shop', dryRun: false, force: false })
  expect(cards()[0]).toContain('will be created')
  there = false
  await type(`apiVersion: v1\nkind: Namespace\nmetadata: {name: new}\n---\n${configMap('d')}`)
  await press('Check')
  expect(cards()[1]).toContain('cannot be checked yet')
  expect(screen.queryByRole('button', { name: /Create namespace/ })).toBeNull()
})

test('faults are told with their line in the whole text', async () => {
  await show(() =>
    refused({ reason: 'BadRequest', code: 400, message: 'line 2, column 1: a tab', causes: [{ reason: 'Syntax', field: '', message: 'a tab', line: 2 }] }),
  )
  await type(`# a comment\n---\na:\n\tb: 1\n`)
  await press('Check')
  expect(cards()[0]).toMatch(/line 4\s*a tab/)
})

test('a text over the limit and a namespace that is none are refused beside their fields', async () => {
  await show(() => done('created'))
  await type(`a: "${'x'.repeat(1024 * 1024)}"`)
  expect(reasonOf('Check')).toMatch(/larger than 1,048,576 bytes/)
  expect(field().getAttribute('aria-invalid')).toBe('true')
  await type(configMap('c'))
  await act(async () => void fireEvent.change(screen.getByRole('textbox', { name: /Namespace of documents/ }), { target: { value: 'No_Name' } }))
  expect(reasonOf('Check')).toMatch(/namespace/)
  expect(screen.getByText(/At most 63 lower case letters/)).toBeDefined()
})

test('Tab indents, and after Escape leaves the field; Ctrl+Enter checks; a cleared text can be put back', async () => {
  const { sent } = await show(() => done('created'))
  await type('a: 1')
  const tab = (more = {}) => fireEvent.keyDown(field(), { key: 'Tab', ...more })
  field().setSelectionRange(0, 0)
  await act(async () => void tab())
  expect(field().value).toBe('  a: 1')
  fireEvent.keyDown(field(), { key: 'Escape' })
  expect(tab()).toBe(true)
  expect(tab({ shiftKey: true })).toBe(true)
  expect(field().value).toBe('  a: 1')
  await act(async () => void fireEvent.keyDown(field(), { key: 'Enter', ctrlKey: true }))
  expect(sent).toHaveLength(1)
  await press('Clear')
  expect(field().value).toBe('')
  await press('Put back')
  expect(field().value).toBe('  a: 1')
  expect(reasonOf('Sample v1')).toContain('clear it first')
})
