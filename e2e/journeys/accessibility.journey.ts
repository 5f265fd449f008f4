import { findings } from './findings.ts'
import { expect, test } from './fixtures.ts'
import { writeKubeconfig } from './kubeconfigs.ts'
import { badImagePod, replicationController, scriptPod, stillPod } from './manifests.ts'
import { cell, live, openList, peek, row } from './pages.ts'
import { sideways } from './sideways.ts'

test.describe.configure({ timeout: 300_000 })

test('pages with everything in them', async ({ page, namespace, apply }) => {
  await apply(
    [replicationController('web', 1), badImagePod('broken'), stillPod('waits'), scriptPod('talker', 'while true; do echo said something; sleep 1; done')].join(
      '\n---\n',
    ),
  )
  const found: string[] = []
  const pods = await openList(page, 'pods', { ns: `${namespace},kube-system`, cols: 'wide' })
  await expect(row(pods, 'talker')).toContainText('Running')
  await expect(cell(row(pods, 'broken'), 'status').locator('[data-family]').first()).toHaveAttribute('data-family', 'fail')
  found.push(...(await findings(page, 'pods')))
  expect(await sideways(page)).toBeLessThanOrEqual(0)

  await row(pods, 'talker').focus()
  await page.keyboard.press('l')
  await expect(peek(page, 'talker').getByRole('log')).toContainText('said something')
  found.push(...(await findings(page, 'peek with its log')))
  expect(await sideways(page)).toBeLessThanOrEqual(0)
  await page.keyboard.press('Escape')

  await row(pods, 'broken').focus()
  await page.keyboard.press('w')
  await expect(page.getByRole('dialog')).toBeVisible()
  found.push(...(await findings(page, 'why')))
  await page.keyboard.press('Escape')
  await row(pods, 'web-').focus()
  await page.keyboard.press('Delete')
  await expect(page.getByRole('alertdialog')).toBeVisible()
  found.push(...(await findings(page, 'delete, at the row')))
  await page.keyboard.press('Escape')
  await row(pods, 'waits').focus()
  await page.keyboard.press('Delete')
  await expect(page.getByRole('dialog')).toBeVisible()
  found.push(...(await findings(page, 'delete, as a dialog')))
  await page.keyboard.press('Escape')
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible()
  found.push(...(await findings(page, 'keys')))
  await page.keyboard.press('Escape')

  for (const list of ['events', 'nodes', 'namespaces'] as const) {
    const grid = await openList(page, list, { ns: namespace, cols: 'wide' })
    await expect(row(grid, /./).first()).toBeVisible()
    found.push(...(await findings(page, list)))
    expect(await sideways(page), list).toBeLessThanOrEqual(0)
  }
  expect(found).toEqual([])
})

test('pages with nothing in them, and the way in', async ({ page, browser, binnacle, namespace, apply, enter, folder, cluster, kubectl }) => {
  const found: string[] = []
  await openList(page, 'pods', { ns: namespace })
  await expect(page.getByText(`No pods in ${namespace}.`)).toBeVisible()
  found.push(...(await findings(page, 'no pods')))
  await apply(`${stillPod('one')}\n---\napiVersion: v1\nkind: ServiceAccount\nmetadata: {name: nobody}`)
  await openList(page, 'pods', { ns: namespace, q: 'nothing like this' })
  await expect(page.getByText('1 is hidden by the filter.')).toBeVisible()
  found.push(...(await findings(page, 'all filtered away')))
  await page.goto(new URL('/c/nobody/pods', page.url()).href)
  await expect(page.getByRole('heading', { name: 'The kubeconfig has no context nobody' })).toBeVisible()
  found.push(...(await findings(page, 'no such context')))

  const stranger = await (await browser.newContext()).newPage()
  await stranger.goto(binnacle.origin)
  await expect(stranger.getByRole('heading', { name: 'The way in is a link in the terminal' })).toBeVisible()
  found.push(...(await findings(stranger, 'login')))
  await stranger.context().close()

  const first = await enter(`${folder}/none`)
  await expect(first.page.getByRole('heading', { name: 'No cluster yet' })).toBeVisible()
  found.push(...(await findings(first.page, 'first run')))

  const limited = await enter(await writeKubeconfig(folder, cluster, { token: await kubectl('create', 'token', 'nobody') }))
  await expect(limited.page.getByRole('region', { name: 'Not allowed' })).toBeVisible()
  found.push(...(await findings(limited.page, 'forbidden')))
  await limited.binnacle.end('SIGKILL')
  await expect(limited.page.getByRole('alert').filter({ hasText: 'Binnacle does not answer' })).toBeVisible()
  found.push(...(await findings(limited.page, 'disconnected')))
  expect(found).toEqual([])
})

test('on a screen of 320 px nothing is cut off sideways', async ({ page, namespace, apply }) => {
  await apply([stillPod('waits'), badImagePod('broken-with-a-name-that-is-rather-long-for-a-small-screen')].join('\n---\n'))
  await page.setViewportSize({ width: 320, height: 640 })
  for (const list of ['pods', 'events', 'nodes', 'namespaces'] as const) {
    const grid = await openList(page, list, { ns: namespace })
    await expect(row(grid, /./).first()).toBeVisible()
    expect(await sideways(page), list).toBeLessThanOrEqual(0)
    expect(await grid.evaluate((element) => element.scrollWidth - element.clientWidth), `the rows of ${list}`).toBeLessThanOrEqual(0)
  }
  const pods = await openList(page, 'pods', { ns: namespace, peek: `pods/${namespace}/waits` })
  await expect(peek(page, 'waits').getByRole('region', { name: 'Containers' })).toBeVisible()
  expect(await sideways(page)).toBeLessThanOrEqual(0)
  await expect(peek(page, 'waits').getByRole('button', { name: 'Close' })).toBeInViewport()
  await peek(page, 'waits').getByRole('button', { name: 'Close' }).click()
  await row(pods, 'waits').focus()
  await page.keyboard.press('Delete')
  await expect(page.getByRole('dialog').getByRole('button', { name: 'Cancel' })).toBeInViewport()
  expect(await sideways(page)).toBeLessThanOrEqual(0)
})

test('whoever asked for less motion gets none', async ({ page, namespace, apply, kubectl }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await apply(stillPod('first'))
  const pods = await openList(page, 'pods', { ns: namespace })
  await expect(row(pods, 'first')).toBeVisible()
  const moving = page.evaluate(
    () =>
      new Promise<string[]>((done) => {
        const seen = new Set<string>()
        const look = (): void => {
          for (const each of document.getAnimations()) {
            const target = each.effect instanceof KeyframeEffect ? each.effect.target : null
            if (each.playState === 'running')
              seen.add(`${each instanceof CSSAnimation ? each.animationName : 'transition'} of ${target?.className ?? 'something'}`)
          }
          if (document.querySelector('[role=complementary], aside') === null) requestAnimationFrame(look)
          else done([...seen])
        }
        look()
      }),
  )
  await apply(stillPod('second'))
  await expect(row(pods, 'second')).toBeVisible()
  await kubectl('label', 'pod', 'first', 'changed=yes')
  await kubectl('delete', 'pod', 'first', '--wait=false')
  await expect(row(pods, 'first')).toHaveCount(0)
  await row(pods, 'second').focus()
  await page.keyboard.press('d')
  await expect(peek(page, 'second')).toBeVisible()
  expect(await moving).toEqual([])
  await expect(live(page)).toHaveAttribute('data-live', 'live')
})
