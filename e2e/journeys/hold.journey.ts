import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { stillPod } from './manifests.ts'
import { names, openList, row } from './pages.ts'

const pods = (...wanted: string[]): string => wanted.map(stillPod).join('\n---\n')
const numbered = (prefix: string, count: number): string[] => Array.from({ length: count }, (_, index) => `${prefix}-${String(index).padStart(2, '0')}`)
const middle = numbered('middle', 6)

const waiting = (page: Page) => page.locator('[data-held="order"]')
/** The row with the keyboard, and where on the screen it is. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const at = document.activeElement
    return { uid: at?.getAttribute('data-uid') ?? null, top: at?.getBoundingClientRect().top ?? Number.NaN }
  })

test('the row I am on keeps its place and the keyboard while twenty pods come that belong above it', async ({ page, namespace, apply }) => {
  await apply(pods(...middle))
  const grid = await openList(page, 'pods', { ns: namespace })
  await expect(row(grid, 'middle-')).toHaveCount(6)
  await row(grid, 'middle-02').focus()
  const before = await focused(page)

  await apply(pods(...numbered('above', 20)))
  await expect(waiting(page)).toContainText('20 moves waiting')
  const after = await focused(page)
  expect(after.uid).toBe(before.uid)
  expect(Math.abs(after.top - before.top)).toBeLessThanOrEqual(2)
  expect((await names(grid)).slice(0, 6)).toEqual(middle)

  await page.getByRole('searchbox').focus()
  await expect.poll(async () => (await names(grid)).slice(0, 2)).toEqual(['above-00', 'above-01'])
  await expect(waiting(page)).toHaveCount(0)
})

test('rows under the pointer do not move when one above them is deleted, until the pointer leaves', async ({ page, namespace, apply, kubectl }) => {
  await apply(pods(...middle))
  const grid = await openList(page, 'pods', { ns: namespace })
  await expect(row(grid, 'middle-')).toHaveCount(6)
  await row(grid, 'middle-03').hover({ position: { x: 300, y: 16 } })
  const box = await row(grid, 'middle-03').boundingBox()
  const under = page.evaluate(
    ({ x, y }) =>
      // Longer than a deleted row stays when nobody points at the table.
      new Promise<string[]>((done) => {
        const seen = new Set<string>()
        const until = performance.now() + 4_000
        const look = (): void => {
          seen.add(document.elementFromPoint(x, y)?.closest('[data-uid]')?.textContent?.slice(0, 9) ?? 'no row')
          if (performance.now() < until) requestAnimationFrame(look)
          else done([...seen])
        }
        look()
      }),
    { x: (box?.x ?? 0) + 300, y: (box?.y ?? 0) + 16 },
  )
  await kubectl('delete', 'pod', 'middle-00', '--wait=false')
  await apply(pods('above-00'))
  await expect(grid.locator('[data-uid][data-gone]')).toHaveCount(1)
  await expect(waiting(page)).toContainText('move waiting')
  expect(await under).toEqual(['middle-03'])

  await page.getByRole('heading', { name: 'Pods' }).hover()
  await expect.poll(() => names(grid)).toEqual(['above-00', ...middle.slice(1)])
  await expect(grid.locator('[data-uid][data-gone]')).toHaveCount(0)
  await expect(waiting(page)).toHaveCount(0)
})

test('when the pod I am on is deleted, the keyboard goes to the next one and it is said aloud', async ({ page, namespace, apply, kubectl }) => {
  await apply(pods(...middle))
  const grid = await openList(page, 'pods', { ns: namespace })
  await expect(row(grid, 'middle-')).toHaveCount(6)
  await row(grid, 'middle-02').focus()
  const next = await row(grid, 'middle-03').getAttribute('data-uid')
  await kubectl('delete', 'pod', 'middle-02', '--wait=false')
  await expect.poll(async () => (await focused(page)).uid).toBe(next)
  await expect(page.locator('[aria-live=polite]')).toHaveText('middle-02 is gone. Now on middle-03')
  await page.keyboard.press('ArrowDown')
  await expect(row(grid, 'middle-04')).toBeFocused()
})
