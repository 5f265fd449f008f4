import { expect, test } from './fixtures.ts'
import { scriptPod, stillPod } from './manifests.ts'
import { names, openList, peek, row } from './pages.ts'
import { runLine } from './runLine.ts'

test('the main job without a mouse', async ({ page, namespace, apply, kubectl: _, cluster, folder, binnacle }) => {
  await apply([stillPod('alpha'), stillPod('beta'), scriptPod('talker', 'while true; do echo said something; sleep 1; done')].join('\n---\n'))
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: binnacle.origin })
  const clipboard = (): Promise<string> => page.evaluate(() => navigator.clipboard.readText())
  const onRow = (): Promise<boolean> => page.evaluate(() => document.activeElement?.hasAttribute('data-uid') === true)
  const grid = await openList(page, 'pods', { ns: namespace })
  await expect(row(grid, 'talker')).toContainText('Running')

  await test.step('filter with /, leave the field with Escape', async () => {
    await page.keyboard.press('/')
    await expect(page.getByRole('searchbox')).toBeFocused()
    await page.keyboard.type('talk')
    await expect.poll(() => names(grid)).toEqual(['talker'])
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/[?&]q=talk/)
    await page.keyboard.press('Escape')
    await expect.poll(() => names(grid)).toEqual(['alpha', 'beta', 'talker'])
    await page.keyboard.press('Escape')
    await expect(page.getByRole('searchbox')).not.toBeFocused()
  })

  await test.step('into the table with Tab, along it with j and k', async () => {
    for (let presses = 0; presses < 20 && !(await onRow()); presses++) await page.keyboard.press('Tab')
    await expect(row(grid, 'alpha')).toBeFocused()
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    await expect(row(grid, 'talker')).toBeFocused()
    await page.keyboard.press('k')
    await expect(row(grid, 'beta')).toBeFocused()
  })

  await test.step('look into a pod with d, and walk on with the arrows', async () => {
    await page.keyboard.press('d')
    await expect(peek(page, 'beta')).toContainText('Nothing to log yet')
    await page.keyboard.press('ArrowUp')
    await expect(peek(page, 'alpha')).toBeVisible()
    await page.keyboard.press('End')
    await expect(peek(page, 'talker')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('complementary')).toHaveCount(0)
    await expect(row(grid, 'talker')).toBeFocused()
  })

  await test.step('its log with l, and back to the row with Escape', async () => {
    await page.keyboard.press('l')
    const log = peek(page, 'talker').getByRole('log')
    await expect(log).toBeFocused()
    await expect(log).toContainText('said something')
    await page.keyboard.press('Escape')
    await expect(page.getByRole('complementary')).toHaveCount(0)
    await expect(row(grid, 'talker')).toBeFocused()
  })

  await test.step('take along: the name with c, the row and the view with Shift+C', async () => {
    await page.keyboard.press('c')
    await expect.poll(clipboard).toBe('talker')
    await page.keyboard.press('Shift+C')
    await expect.poll(clipboard).toMatch(new RegExp(`^kubectl describe pod talker -n ${namespace} `))
    await page.getByRole('main').focus()
    await page.keyboard.press('Shift+C')
    await expect.poll(clipboard).toBe(await page.getByRole('contentinfo').locator('code').getAttribute('title'))
    const printed = await runLine(`${await clipboard()} --no-headers`, { cluster, folder })
    expect(printed.split('\n').map((line) => line.split(' ')[0])).toEqual(await names(grid))
  })

  await test.step('pause with p: nothing changes, and it says how much waits', async () => {
    await page.keyboard.press('p')
    await expect(page.locator('[data-held="paused"]')).toContainText('Paused')
    await apply(stillPod('gamma'))
    await expect(page.locator('[data-held="paused"]')).toContainText(/[1-9]\d* changes? waiting/)
    expect(await names(grid)).toEqual(['alpha', 'beta', 'talker'])
    await page.keyboard.press('p')
    await expect.poll(() => names(grid)).toEqual(['alpha', 'beta', 'gamma', 'talker'])
  })

  await test.step('compare with the cluster with r', async () => {
    await page.keyboard.press('r')
    await expect(page.getByRole('group', { name: 'Notice' })).toContainText('In sync')
  })

  await test.step('all keys with ?', async () => {
    await page.keyboard.press('?')
    await expect(page.getByRole('dialog', { name: 'Keys' })).toContainText('Copy this view as kubectl')
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
  })

  await test.step('another page with g e', async () => {
    await page.keyboard.press('g')
    await page.keyboard.press('e')
    await expect(page.getByRole('heading', { name: 'Events', level: 1 })).toBeVisible()
    await expect(page).toHaveURL(new RegExp(`/events\\?ns=${namespace}`))
  })
})

test('letters typed into a field are letters', async ({ page, namespace, apply }) => {
  await apply(stillPod('drpc'))
  const grid = await openList(page, 'pods', { ns: namespace })
  await page.keyboard.press('/')
  await page.keyboard.type('drpc?0[]')
  await expect(page.getByRole('searchbox')).toHaveValue('drpc?0[]')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(row(grid, 'drpc')).toHaveCount(0)
  await expect(page.getByText('1 is hidden by the filter.')).toBeVisible()
})
