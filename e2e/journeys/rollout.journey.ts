import type { Page } from '@playwright/test'
import { expect, test, watchForFaults } from './fixtures.ts'
import { writeKubeconfig } from './kubeconfigs.ts'
import { LossyProxy } from './LossyProxy.ts'
import { appDeployment, IMAGE, nodePortService, waitingDeployment } from './manifests.ts'
import { cell, openList, openObject, row } from './pages.ts'
import { Visitors } from './Visitors.ts'

test.describe.configure({ timeout: 300_000 })

const sentence = (page: Page) => page.getByRole('region', { name: 'Rollout' })
const actions = (page: Page, name: string) => page.getByRole('toolbar', { name: `Actions on ${name}` })
const revision = (page: Page, number: number) => page.locator(`tr[data-revision="${number}"]`)
/** Containers start as fast as the machine allows: a rollout is given the time that it needs, the page none. */
const rolledOut = (page: Page, revision: number) => expect(sentence(page)).toContainText(`Revision ${revision} is rolled out`, { timeout: 90_000 })
const notice = (page: Page) => page.getByRole('group', { name: 'Notice' })

test('a new version is rolled out, its diff read, and undone, while every visitor is answered', async ({ page, namespace, apply, kubectl }) => {
  await apply([appDeployment('lbapp', { cause: 'version 1' }), nodePortService('lbapp')].join('\n---\n'))
  await openObject(page, 'deployments', { namespace, name: 'lbapp' })
  await rolledOut(page, 1)
  await expect(sentence(page)).toContainText('deployment "lbapp" successfully rolled out')
  const port = await kubectl('get', 'service', 'lbapp', '-o', 'jsonpath={.spec.ports[0].nodePort}')
  const visitors = await Visitors.arrive(`http://127.0.0.1:${port}/`)
  await expect.poll(() => visitors.pages, { timeout: 60_000 }).toEqual(['version 1'])

  await apply(appDeployment('lbapp', { version: '2', cause: 'version 2' }))
  await expect(sentence(page)).toContainText('Waiting for deployment')
  await expect(page.getByRole('group', { name: /^Revision 1, / })).toBeVisible()
  await expect(page.getByRole('group', { name: /^Revision 2, / })).toBeVisible()
  await rolledOut(page, 2)
  await expect.poll(() => visitors.pages).toEqual(['version 1', 'version 2'])

  await page.getByRole('link', { name: /^History/ }).click()
  await expect(revision(page, 2)).toContainText('version 2')
  await expect(revision(page, 1)).toContainText('version 1')
  const comparison = page.getByRole('region', { name: 'Comparison' })
  await expect(comparison).toContainText('APP_VERSION')
  await expect(comparison).not.toContainText('pod-template-hash')

  await revision(page, 1).getByRole('button', { name: 'Undo to revision 1' }).click()
  const question = page.getByRole('dialog', { name: 'Undo lbapp to revision 1?' })
  await expect(question.getByRole('button', { name: 'Cancel' })).toBeFocused()
  await expect(question.getByRole('region', { name: 'What changes' })).toContainText('APP_VERSION')
  await expect(question).toContainText('Revision 1 will become revision 3')
  await expect(question).toContainText('Does not restore the number of replicas (2), ConfigMaps, Secrets or Services')
  await expect(question).toContainText('undo to revision 1 (version 1)')
  await expect(question).toContainText(`kubectl rollout undo deployment/lbapp -n ${namespace} --to-revision=1`)
  await question.getByRole('button', { name: 'Undo to revision 1' }).click()
  await expect(question).toHaveCount(0)
  await expect(revision(page, 3)).toContainText('undo to revision 1 (version 1)')
  await expect(revision(page, 1)).toHaveCount(0)
  await rolledOut(page, 3)
  expect(await kubectl('rollout', 'history', 'deployment/lbapp')).toMatch(/2\s+version 2\n3\s+undo to revision 1 \(version 1\)/)

  await notice(page).getByRole('button', { name: /undo/i }).click()
  await page
    .getByRole('dialog', { name: /^Undo the undo of lbapp/ })
    .getByRole('button')
    .last()
    .click()
  await rolledOut(page, 4)
  await expect.poll(async () => kubectl('get', 'deployment', 'lbapp', '-o', 'jsonpath={.spec.template.spec.containers[0].env[0].value}')).toBe('2')
  await visitors.leave()
  expect(visitors.failures).toEqual([])
  expect(visitors.visits.length).toBeGreaterThan(50)
})

test('a bad release is seen, explained and undone while the old pods serve', async ({ page, namespace, apply, kubectl }) => {
  await apply([appDeployment('lbapp', { cause: 'good' }), nodePortService('lbapp')].join('\n---\n'))
  await openObject(page, 'deployments', { namespace, name: 'lbapp' })
  await rolledOut(page, 1)
  const visitors = await Visitors.arrive(`http://127.0.0.1:${await kubectl('get', 'service', 'lbapp', '-o', 'jsonpath={.spec.ports[0].nodePort}')}/`)

  await actions(page, 'lbapp')
    .getByRole('button', { name: /^Set image/ })
    .click()
  const question = page.getByRole('dialog', { name: 'Set image of lbapp' })
  const field = question.getByRole('textbox', { name: 'Image of web' })
  await field.fill('Not An Image')
  await expect(question).toContainText('That is not an image reference')
  await expect(question.getByRole('button', { name: 'Set image' })).toHaveAttribute('aria-disabled', 'true')
  await field.fill(`${IMAGE}-nope`)
  await question.getByRole('textbox', { name: /Change cause/ }).fill('a release that nobody built')
  await question.getByRole('button', { name: 'Set image' }).click()

  await expect(sentence(page)).toContainText(`The new pod cannot get the image ${IMAGE}-nope.`)
  await expect(sentence(page)).toContainText('Old pods still serve 2 of 2.')
  await expect(sentence(page)).toContainText(/ErrImagePull|ImagePullBackOff/)
  await actions(page, 'lbapp')
    .getByRole('button', { name: /^Undo to 1/ })
    .click()
  await page.getByRole('dialog', { name: 'Undo lbapp to revision 1?' }).getByRole('button', { name: 'Undo to revision 1' }).click()
  await rolledOut(page, 3)
  await expect(page.getByRole('group', { name: /^Revision 2, / })).toHaveCount(0)
  await visitors.leave()
  expect(visitors.failures).toEqual([])
  expect(visitors.pages).toEqual(['version 1'])
})

test('while a deployment is paused nothing is undone, and Resume is beside the reason', async ({ page, namespace, apply, kubectl }) => {
  await apply(appDeployment('lbapp', { replicas: 1, cause: 'one' }))
  await apply(appDeployment('lbapp', { replicas: 1, version: '2', cause: 'two' }))
  await openObject(page, 'deployments', { namespace, name: 'lbapp' })
  await rolledOut(page, 2)
  await actions(page, 'lbapp')
    .getByRole('button', { name: /^Pause/ })
    .click()
  await expect(sentence(page)).toContainText('Paused at revision 2')
  expect(await kubectl('get', 'deployment', 'lbapp', '-o', 'jsonpath={.spec.paused}')).toBe('true')
  await page.getByRole('link', { name: /^History/ }).click()
  await revision(page, 1).getByRole('button', { name: 'Undo to revision 1' }).click()
  const question = page.getByRole('dialog', { name: 'Undo lbapp to revision 1?' })
  await expect(question.getByRole('alert')).toContainText('lbapp is paused. Resume it first')
  await expect(question.getByRole('button', { name: 'Undo to revision 1' })).toHaveAttribute('aria-disabled', 'true')
  await question.getByRole('button', { name: 'Resume lbapp' }).click()
  await expect(question.getByRole('alert')).not.toContainText('paused')
  await question.getByRole('button', { name: 'Look again' }).click()
  await question.getByRole('button', { name: 'Undo to revision 1' }).click()
  await expect(revision(page, 3)).toContainText('undo to revision 1 (one)')
})

test('two people undo at once: one wins, the other reads what became of it', async ({ page, browser, binnacle, namespace, apply, kubectl }) => {
  for (const version of ['1', '2', '3']) {
    await apply(appDeployment('lbapp', { replicas: 1, version, cause: `version ${version}` }))
    await kubectl('rollout', 'status', 'deployment/lbapp', '--timeout=60s')
  }
  const other = await (await browser.newContext()).newPage()
  const faults = await watchForFaults(other, binnacle.origin)
  await other.goto(await binnacle.newLink())
  await expect(other.getByRole('navigation')).toBeVisible()
  const questions = [
    { page, to: 1 },
    { page: other, to: 2 },
  ]
  for (const { page: where, to } of questions) {
    await openObject(where, 'deployments', { namespace, name: 'lbapp', tab: 'history' })
    await revision(where, to)
      .getByRole('button', { name: `Undo to revision ${to}` })
      .click()
    await expect(where.getByRole('dialog').getByRole('button', { name: `Undo to revision ${to}` })).not.toHaveAttribute('aria-disabled', 'true')
  }
  // Both at the same moment, as near as two browsers can: whoever is later hears of the other from the watch before the press, or from the apiserver after it.
  const press = ({ page: where, to }: (typeof questions)[number]) =>
    where
      .getByRole('dialog')
      .getByRole('button', { name: `Undo to revision ${to}` })
      .evaluate((button: HTMLElement) => button.click())
  await Promise.all(questions.map(press))
  await expect.poll(async () => (await page.getByRole('dialog').count()) + (await other.getByRole('dialog').count())).toBe(1)
  const loser = (await page.getByRole('dialog').count()) === 1 ? page : other
  const [won, lost] = loser === page ? [2, 1] : [1, 2]
  await expect(loser.getByRole('dialog').getByRole('alert').first()).toContainText(/changed since you looked/)
  await expect(loser.getByRole('dialog').getByRole('button', { name: 'Look again' })).toBeVisible()
  const history = await kubectl('rollout', 'history', 'deployment/lbapp')
  expect(history).toMatch(new RegExp(`4\\s+undo to revision ${won} \\(version ${won}\\)`))
  expect(history).not.toContain(`undo to revision ${lost}`)
  expect(faults()).toEqual([])
  await other.context().close()
})

test('an answer that is lost after the cluster agreed is settled by looking: undone once, and said so', async ({
  cluster,
  enter,
  folder,
  namespace,
  apply,
  kubectl,
}) => {
  for (const version of ['1', '2']) {
    await apply(appDeployment('lbapp', { replicas: 1, version, cause: `version ${version}` }))
    await kubectl('rollout', 'status', 'deployment/lbapp', '--timeout=60s')
  }
  const { proxy, server } = await LossyProxy.open(cluster)
  const { page } = await enter(await writeKubeconfig(folder, cluster, { server }))
  await expect(page.getByRole('navigation')).toBeVisible()
  await openObject(page, 'deployments', { namespace, name: 'lbapp', tab: 'history' })
  await revision(page, 1).getByRole('button', { name: 'Undo to revision 1' }).click()
  const undo = page.getByRole('dialog').getByRole('button', { name: 'Undo to revision 1' })
  await expect(undo).not.toHaveAttribute('aria-disabled', 'true')
  const generation = Number(await kubectl('get', 'deployment', 'lbapp', '-o', 'jsonpath={.metadata.generation}'))
  proxy.loseNext('PATCH')
  await undo.click()
  await expect(revision(page, 3)).toContainText('undo to revision 1 (version 1)')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(notice(page)).not.toContainText(/refused|unknown/)
  expect(proxy.lost).toHaveLength(1)
  expect(Number(await kubectl('get', 'deployment', 'lbapp', '-o', 'jsonpath={.metadata.generation}'))).toBe(generation + 1)
  proxy.close()
})

test('fifty pods are rolled out and scaled', async ({ page, namespace, apply, kubectl }) => {
  await apply(waitingDeployment('many', 50))
  await openObject(page, 'deployments', { namespace, name: 'many' })
  await expect(page.getByRole('button', { name: /^Pod |many-/ }).first()).toBeVisible()
  await rolledOut(page, 1)
  await expect(page.locator('.tile')).toHaveCount(50)
  const sideways = await page.evaluate(
    () =>
      document.documentElement.scrollWidth > innerWidth ||
      (document.querySelector('#page')?.scrollWidth ?? 0) > (document.querySelector('#page')?.clientWidth ?? 0),
  )
  expect(sideways).toBe(false)
  await actions(page, 'many')
    .getByRole('button', { name: /^Scale/ })
    .click()
  const question = page.getByRole('alertdialog').or(page.getByRole('dialog'))
  const field = question.getByRole('spinbutton').or(question.getByRole('textbox')).first()
  for (const [text, fault] of [
    ['-1', /0/],
    ['1.5', /whole/],
    ['', /how many replicas/],
    ['2000', /1,?000/],
  ] as const) {
    await field.fill(text)
    await expect(question).toContainText(fault)
    await expect(question.getByRole('button', { name: /^Scale/ })).toHaveAttribute('aria-disabled', 'true')
  }
  await field.fill('3')
  await question.getByRole('button', { name: /^Scale/ }).click()
  await expect(page.locator('.tile:not([data-family="leaving"])')).toHaveCount(3)
  expect(await kubectl('get', 'deployment', 'many', '-o', 'jsonpath={.spec.replicas}')).toBe('3')
})

test('a deployment that is deleted while its page is open stays readable; one of its name is another', async ({ page, namespace, apply, kubectl }) => {
  await apply(appDeployment('lbapp', { replicas: 1, cause: 'the first' }))
  await openObject(page, 'deployments', { namespace, name: 'lbapp' })
  await rolledOut(page, 1)
  await kubectl('delete', 'deployment', 'lbapp')
  await expect(page.getByRole('status').filter({ hasText: /^Deleted/ })).toBeVisible()
  await expect(page.locator('#page')).toContainText('the first')
  await expect(actions(page, 'lbapp').getByRole('button', { name: /^Restart/ })).toHaveAttribute('aria-disabled', 'true')
  await apply(appDeployment('lbapp', { replicas: 1, cause: 'the second' }))
  await page.getByRole('button', { name: 'Show it' }).click()
  await expect(page.locator('#page')).toContainText('the second')
  await expect(actions(page, 'lbapp').getByRole('button', { name: /^Restart/ })).not.toHaveAttribute('aria-disabled', 'true')
})

test('the list of deployments shows kubectl’s columns and a rollout while it moves', async ({ page, namespace, apply, kubectl }) => {
  await apply(appDeployment('lbapp', { replicas: 2 }))
  const list = await openList(page, 'deployments', { ns: namespace, cols: 'wide' })
  await expect(cell(row(list, 'lbapp'), 'ready')).toHaveText('2/2')
  await apply(appDeployment('lbapp', { replicas: 2, version: '2' }))
  await expect(cell(row(list, 'lbapp'), 'rollout')).toContainText(/of 2 (updated|new)|pending|available/)
  await expect(cell(row(list, 'lbapp'), 'rollout')).toContainText('as asked')
  const [, printed = ''] = (await kubectl('get', 'deployments', '-o', 'wide')).split('\n')
  const [, ready, updated, available, , containers, images, selector] = printed.split(/\s+/)
  for (const [column, text] of Object.entries({ ready, 'up-to-date': updated, available, containers, images, selector })) {
    await expect(cell(row(list, 'lbapp'), column)).toHaveText(text ?? '')
  }
  await row(list, 'lbapp').focus()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(new RegExp(`/deployments/${namespace}/lbapp`))
})
