import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { showActing } from '../../page/testing/showActing.tsx'
import { memoryAddress } from '../../ui/Address.ts'
import { AddressContext } from '../../ui/AddressContext.ts'
import { keptDrafts } from './keptDrafts.ts'
import { LaunchPage } from './LaunchPage.tsx'

beforeEach(() => keptDrafts.forget('minikube'))
afterEach(cleanup)

const ns = (name: string, status = 'Active') => ({ uid: `n-${name}`, namespace: '', name, created: 1_600_000_000, status })

let pass: (ms: number) => void = () => undefined

async function showForm(parts: Parameters<typeof showActing>[1] = {}) {
  const address = memoryAddress('/c/minikube/jobs/new?ns=shop')
  const shown = await showActing(
    <AddressContext value={address}>
      <LaunchPage />
    </AddressContext>,
    parts,
  )
  const { live, say } = shown
  pass = shown.pass
  say(() => live.say({ topic: 'namespaces', context: 'minikube', params: {} }, { set: [ns('shop'), ns('going', 'Terminating')] }))
  await screen.findByRole('form', { name: 'Launch a job' })
  return { ...shown, address, sent: () => shown.asked.filter(({ name }) => name === 'jobs.create') }
}

const field = (label: string) => screen.getByLabelText(label, { selector: 'input:not([type=radio]), textarea' })
const type = (label: string, value: string) => act(async () => fireEvent.change(field(label), { target: { value } }))
const leave = async (label: string) => {
  await act(async () => fireEvent.blur(field(label)))
  pass(150)
}
const said = (label: string) =>
  (field(label).getAttribute('aria-describedby') ?? '')
    .split(' ')
    .filter((id) => id.endsWith('-said'))
    .map((id) => document.getElementById(id)?.textContent)
    .join('')
const launch = () => act(async () => fireEvent.click(screen.getByRole('button', { name: /Launch job|Launching/ })))
const press = (name: string | RegExp) => act(async () => fireEvent.click(screen.getByRole('button', { name })))
const manifest = () => screen.getByRole('group', { name: 'Manifest as YAML' }).textContent ?? ''
const addVariable = async (name: string, value: string) => {
  await press('Add a variable')
  await type('Name of variable 1', name)
  await type('Value of variable 1', value)
}

describe('bad input is caught beside its field, once it was left, and nothing is sent', () => {
  it.each<[label: string, value: string, says: string]>([
    ['Name', '', 'A job needs a name.'],
    ['Name', 'My_Job', 'lower case'],
    ['Name', '-a', 'start and end with a letter or digit'],
    ['Name', 'a-', 'start and end with a letter or digit'],
    ['Name', 'jöb', 'lower case'],
    ['Name', '../x', 'lower case'],
    ['Name', '🚢', 'lower case'],
    ['Name', 'a'.repeat(64), 'at most 63 characters'],
    ['Image', '', 'A job needs an image'],
    ['Image', ' busybox', 'image reference'],
    ['Image', 'BusyBox:LATEST:x', 'image reference'],
    ['Image', 'a'.repeat(300), 'The image'],
    ['Run for (seconds)', '0', 'at least 1 second'],
    ['Run for (seconds)', '-1', 'at least 1 second'],
    ['Run for (seconds)', '1.5', 'whole seconds'],
    ['Run for (seconds)', '"60"', 'whole seconds'],
    ['Run for (seconds)', '1e30', 'whole seconds'],
    ['Run for (seconds)', '9007199254740993', 'at most 86,400 seconds'],
    ['Run for (seconds)', '86401', 'at most 86,400 seconds'],
    ['Run for (seconds)', '', 'how many seconds'],
    ['Sample every (seconds)', '0', 'at least 1 second'],
    ['Command and arguments', "sh -c 'echo", 'single quote at character 7 is not closed'],
    ['Namespace', '', 'needs a namespace'],
    ['Namespace', 'My Space', 'lower case'],
    ['Pods at once', '-1', 'at least 1'],
    ['Pods at once', '101', 'at most 100 pods'],
    ['Pods at once', '1000000', 'The cluster would take 1000000'],
    ['Completions', '200000', 'at most 10,000'],
    ['Completions', '-1', 'at least 0'],
    ['Retries', '-1', 'at least 0'],
    ['CPU request', 'abc', 'an amount such as 250m'],
    ['Memory request', '-1', 'an amount such as'],
  ])('%s: %j', async (label, value, says) => {
    const { sent } = await showForm()
    await type(label, value)
    expect(said(label)).toBe('')
    await leave(label)
    expect(said(label)).toContain(says)
    expect(field(label).getAttribute('aria-invalid')).toBe('true')
    await launch()
    expect(sent()).toEqual([])
    expect(field(label)).toHaveProperty('value', value)
    expect(document.activeElement).toBe(field(label))
  })

  it('a request above its limit', async () => {
    const { sent } = await showForm()
    await type('Memory request', '65Mi')
    await type('Memory limit', '64Mi')
    await leave('Memory request')
    expect(said('Memory request')).toContain('must not be above the limit')
    await launch()
    expect(sent()).toEqual([])
  })

  it('also while another field is wrong', async () => {
    await showForm()
    await type('Name', '')
    await type('CPU request', '2')
    await type('CPU limit', '1')
    await leave('CPU request')
    expect(said('CPU request')).toContain('must not be above the limit')
  })

  it.each([
    ['', 'A variable needs a name.'],
    ['A=B', 'printable ASCII without "="'],
    ['a\tb', 'printable ASCII'],
  ])('a variable called %j', async (name, says) => {
    const { sent } = await showForm()
    await addVariable(name, 'x')
    await leave('Name of variable 1')
    expect(said('Name of variable 1')).toContain(says)
    await launch()
    expect(sent()).toEqual([])
  })

  it('more than 10 pods at once want the number typed once more', async () => {
    const { sent } = await showForm()
    await type('Pods at once', '20')
    await launch()
    expect(sent()).toEqual([])
    const again = 'Type 20 to confirm 20 pods at once'
    expect(document.activeElement).toBe(field(again))
    await type(again, '20')
    await launch()
    expect(sent()).toMatchObject([{ input: { parallelism: 20 } }])
  })

  it('a namespace that keeps the cluster running', async () => {
    const { sent } = await showForm({ protectedNamespaces: ['kube-system'] })
    await type('Namespace', 'kube-system')
    await leave('Namespace')
    expect(said('Namespace')).toContain('keeps the cluster running')
    await launch()
    expect(sent()).toEqual([])
  })
})

describe('what is seldom meant is warned of, and can be sent', () => {
  it.each<[label: string, value: string, says: string]>([
    ['Name', 'a.b', 'host names of the pods'],
    ['Name', `a${'b'.repeat(50)}`, 'a long name is cut'],
    ['Completions', '0', 'ends at once'],
    ['Memory limit', '0.1', 'less than 4 MiB'],
    ['Namespace', 'nowhere', 'There is no namespace nowhere, or it was deleted.'],
    ['Namespace', 'going', 'is being deleted'],
    ['Command and arguments', 'echo $HOME | cat', 'There is no shell'],
  ])('%s: %j', async (label, value, says) => {
    const { sent } = await showForm()
    await type(label, value)
    await leave(label)
    expect(said(label)).toContain(says)
    expect(field(label).getAttribute('aria-invalid')).toBeNull()
    await launch()
    expect(sent()).toHaveLength(1)
  })

  it('a variable called "a b"', async () => {
    const { sent } = await showForm()
    await addVariable('a b', '1')
    await leave('Name of variable 1')
    expect(said('Name of variable 1')).toContain('Most shells cannot read')
    await launch()
    expect(sent()).toMatchObject([{ input: { env: [{ name: 'a b', value: '1' }] } }])
  })
})

describe('what would mend it is a press away', () => {
  it('a cleaned name', async () => {
    await showForm()
    await type('Name', 'My_Job')
    await leave('Name')
    await press('Use my-job')
    expect(field('Name')).toHaveProperty('value', 'my-job')
    expect(said('Name')).toBe('')
  })

  it('the unit that was forgotten', async () => {
    await showForm()
    await type('Memory request', '64')
    await leave('Memory request')
    await press('Use 64Mi')
    expect(field('Memory request')).toHaveProperty('value', '64Mi')
    expect(said('Memory request')).toBe('')
  })

  it('an image with space around it', async () => {
    await showForm()
    await type('Image', ' busybox:1.36 ')
    await leave('Image')
    await press('Use busybox:1.36')
    expect(field('Image')).toHaveProperty('value', 'busybox:1.36')
  })
})

describe('while typing', () => {
  it('the manifest follows, and the words are shown as they will be sent', async () => {
    await showForm()
    await type('Command and arguments', `sh -c "echo 'a  b'" ''`)
    expect(document.querySelector('[data-split]')?.textContent).toBe("4 words:sh-cecho 'a  b'empty")
    expect(manifest()).toContain(`- "echo 'a  b'"`)
    await type('Run for (seconds)', '25')
    expect(manifest()).toContain('activeDeadlineSeconds: 25')
    await act(async () => fireEvent.click(screen.getByRole('radio', { name: /^Delete it/ })))
    expect(manifest()).toContain('ttlSecondsAfterFinished: 300')
    await act(async () => fireEvent.click(screen.getByRole('radio', { name: /^Keep it · It stays/ })))
    expect(manifest()).not.toContain('ttlSecondsAfterFinished')
  })

  it('the name follows preset and image until one is typed', async () => {
    await showForm()
    expect(field('Name')).toHaveProperty('value', 'hello-node')
    await act(async () => fireEvent.click(screen.getByRole('radio', { name: 'Log writer' })))
    expect(field('Name')).toHaveProperty('value', 'log-writer')
    await type('Image', 'registry.example/team/My_App:2')
    expect(field('Name')).toHaveProperty('value', 'my-app')
    await type('Name', 'mine')
    await type('Image', 'busybox')
    expect(field('Name')).toHaveProperty('value', 'mine')
  })
})

describe('sending', () => {
  const refuse = (reason: 'AlreadyExists' | 'Forbidden' | 'NotFound', code: number, message: string) => ({
    ok: false as const,
    failure: { reason, code, message },
  })

  it('a double click is one job, and then the monitor is open', async () => {
    const { sent, answer, address } = await showForm()
    await act(async () => {
      fireEvent.click(screen.getByRole('button', { name: 'Launch job' }))
      fireEvent.submit(screen.getByRole('form', { name: 'Launch a job' }))
    })
    await launch()
    expect(sent()).toHaveLength(1)
    await answer({ ok: true, output: { uid: 'u-1', namespace: 'shop', name: 'hello-node' } })
    await waitFor(() => expect(address.get()).toBe('/c/minikube/jobs/shop/hello-node/monitor?ns=shop'))
  })

  it('a name that is taken: open it, or take the next; everything typed stays', async () => {
    const { answer, sent } = await showForm()
    await type('Run for (seconds)', '33')
    await launch()
    await answer(refuse('AlreadyExists', 409, 'jobs.batch "hello-node" already exists'))
    const card = await screen.findByRole('alert', { name: 'Not launched' })
    expect(card.textContent).toContain('jobs.batch "hello-node" already exists')
    expect(within(card).getByRole('link', { name: 'Open it' }).getAttribute('href')).toContain('/jobs/shop/hello-node/monitor')
    await act(async () => fireEvent.click(within(card).getByRole('button', { name: 'Use hello-node-2' })))
    expect(field('Run for (seconds)')).toHaveProperty('value', '33')
    await launch()
    expect(sent()[1]).toMatchObject({ input: { name: 'hello-node-2', runTimeSeconds: 33 } })
  })

  it('a name that is taken is said before it is sent, where the jobs can be seen', async () => {
    const { live, say } = await showForm()
    const job = {
      uid: 'j',
      namespace: 'shop',
      name: 'hello-node',
      created: 1,
      status: 'Running',
      active: 1,
      succeeded: 0,
      failed: 0,
      ready: 1,
      terminating: null,
      completions: 1,
      parallelism: 1,
      backoffLimit: 0,
      startedAt: 1,
      completedAt: null,
      activeDeadlineSeconds: 60,
      ttlSecondsAfterFinished: null,
      conditions: [],
      images: [],
      selector: '',
      controller: null,
      run: null,
      deletedAt: null,
    }
    say(() => live.say({ topic: 'jobs', context: 'minikube', params: { namespaces: ['shop'] } }, { set: [job] }))
    await leave('Name')
    expect(said('Name')).toContain('A Job named hello-node exists already.')
    await press('Use hello-node-2')
    expect(said('Name')).toBe('')
  })

  it.each<[string, ReturnType<typeof refuse>, string]>([
    [
      'a quota',
      refuse('Forbidden', 403, 'jobs.batch "x" is forbidden: exceeded quota: small, requested: count/jobs.batch=1'),
      'The quota small of shop leaves no room',
    ],
    [
      'Pod Security',
      refuse('Forbidden', 403, 'pods "x" is forbidden: violates PodSecurity "restricted:latest": runAsNonRoot'),
      'Pod Security of shop (restricted:latest)',
    ],
    ['a namespace that is gone', refuse('NotFound', 404, 'namespaces "shop" not found'), 'The namespace shop does not exist'],
  ])('%s is told in the words of the cluster', async (_, refusal, title) => {
    const { answer } = await showForm()
    await launch()
    await answer(refusal)
    const card = await screen.findByRole('alert', { name: 'Not launched' })
    expect(card.textContent).toContain(title)
    expect(card.textContent).toContain(refusal.failure.message)
  })

  it('a right that is missing: the exact Role and RoleBinding, and news when it was given', async () => {
    let may = false
    const { answer, sent } = await showForm({ allowed: () => may })
    await launch()
    await answer(refuse('Forbidden', 403, 'jobs.batch is forbidden: User "ann" cannot create resource "jobs" in API group "batch" in the namespace "shop"'))
    const card = await screen.findByRole('alert', { name: 'Not launched' })
    await answer({ ok: true, output: { username: 'ann', groups: [] } })
    await waitFor(() => expect(card.textContent).toContain('ann may not create jobs in shop'))
    const yaml = within(card).getByRole('group', { name: 'Role and RoleBinding as YAML' }).textContent ?? ''
    expect(yaml).toContain('apiGroups: ["batch"]\n    resources: ["jobs"]\n    verbs: ["create"]')
    expect(yaml).toContain('namespace: shop')
    expect(yaml).toContain('name: "ann"')
    may = true
    await waitFor(() => expect(screen.getByRole('alert', { name: 'Not launched' }).textContent).toContain('You may create jobs in shop now'), {
      timeout: 8_000,
    })
    await press('Launch it')
    expect(sent()).toHaveLength(2)
  }, 15_000)

  it('a lost answer says that nobody knows, and where to look', async () => {
    const { answer } = await showForm()
    await launch()
    await answer(new Error('cut'))
    const card = await screen.findByRole('alert', { name: 'Not launched' })
    expect(card.textContent).toContain('Nobody knows whether it was created')
    expect(within(card).getByRole('link', { name: 'Open it' })).toBeTruthy()
  })
})

describe('what was typed', () => {
  it('survives a reload, but for the values of variables, which are never stored', async () => {
    await showForm()
    await type('Run for (seconds)', '77')
    await addVariable('PASSWORD', 'hunter2')
    const stored = JSON.stringify(Object.entries(sessionStorage))
    expect(stored).toContain('PASSWORD')
    expect(stored).not.toContain('hunter2')
    const text = sessionStorage.getItem('binnacle.job-draft.minikube') ?? ''
    cleanup()
    keptDrafts.forget('minikube')
    sessionStorage.setItem('binnacle.job-draft.minikube', text)
    await showForm()
    expect(field('Run for (seconds)')).toHaveProperty('value', '77')
    expect(field('Name of variable 1')).toHaveProperty('value', 'PASSWORD')
    expect(field('Value of variable 1')).toHaveProperty('value', '')
    expect(screen.getByText(/values of variables were not kept/)).toBeTruthy()
  })

  it('stays in a browser that has no room to store it', async () => {
    const full = vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError')
    })
    await showForm()
    await type('Run for (seconds)', '77')
    full.mockRestore()
    expect(field('Run for (seconds)')).toHaveProperty('value', '77')
    expect(manifest()).toContain('activeDeadlineSeconds: 77')
  })

  it('is there again after another page, values included; the activity never holds one', async () => {
    const { activity } = await showForm()
    await addVariable('PASSWORD', 'hunter2')
    await launch()
    expect(JSON.stringify(activity.get())).not.toContain('hunter2')
    cleanup()
    await showForm()
    expect(field('Value of variable 1')).toHaveProperty('value', 'hunter2')
  })
})
