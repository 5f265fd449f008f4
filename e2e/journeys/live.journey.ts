import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { stillPod } from './manifests.ts'
import { openList, row } from './pages.ts'

/** A pod that somebody creates should be seen within this (ms). The tests allow a slow machine more. */
const PROMISED = 500
const ALLOWED = 2_000

/** When (ms of this machine's clock) a row with this text is first in the page. */
const seenAt = (page: Page, text: string): Promise<number> =>
  page.evaluate(
    (wanted) =>
      new Promise<number>((seen) => {
        const look = (): void => {
          const found = [...document.querySelectorAll('[role=row][data-uid]')].some((element) => element.textContent?.includes(wanted))
          if (found) seen(performance.timeOrigin + performance.now())
          else requestAnimationFrame(look)
        }
        look()
      }),
    text,
  )

test('a pod that somebody creates is on the screen at once', async ({ page, namespace, apply }, info) => {
  const grid = await openList(page, 'pods', { ns: namespace })
  await expect(page.getByText(`No pods in ${namespace}.`)).toBeVisible()
  const late: number[] = []
  for (const name of ['one', 'two', 'three', 'four', 'five']) {
    const seen = seenAt(page, name)
    await apply(stillPod(name))
    const answered = Date.now()
    late.push(Math.max(0, Math.round((await seen) - answered)))
    // Marks stay away when much is new within a second, as it soon is here.
    if (name === 'one') await expect(row(grid, name)).toHaveAttribute('data-mark', 'added')
  }
  info.annotations.push({ type: 'created → seen', description: `${late.join(', ')} ms (promised ${PROMISED})` })
  process.stdout.write(`created → seen: ${late.join(', ')} ms after kubectl had its answer (promised ${PROMISED})\n`)
  expect(Math.max(...late)).toBeLessThan(ALLOWED)
})

const event = (namespace: string, index: number, type: string) => ({
  apiVersion: 'v1',
  kind: 'Event',
  metadata: { name: `event.${index}`, namespace },
  involvedObject: { kind: 'Pod', namespace, name: `pod-${index}` },
  reason: type === 'Warning' ? 'BackOff' : 'Pulled',
  message: `message ${index}`,
  type,
  firstTimestamp: new Date().toISOString(),
  lastTimestamp: new Date().toISOString(),
  count: 1,
})
const events = (namespace: string, from: number, count: number, type = 'Normal'): string =>
  JSON.stringify({ apiVersion: 'v1', kind: 'List', items: Array.from({ length: count }, (_, index) => event(namespace, from + index, type)) })

test('while I read further down, events do not move, and I see how many are new', async ({ page, namespace, apply }) => {
  await apply(events(namespace, 1000, 80))
  const grid = await openList(page, 'events', { ns: namespace })
  await expect(grid).toHaveAttribute('aria-rowcount', '81')
  await grid.hover()
  await page.mouse.wheel(0, 900)
  await expect.poll(() => grid.evaluate((element) => element.scrollTop)).toBeGreaterThan(800)
  const shown = () =>
    grid.evaluate((element) => [element.scrollTop, ...[...element.querySelectorAll('[data-uid] [data-column=message]')].map((at) => at.textContent)])
  await page.getByRole('heading', { name: 'Events', level: 1 }).hover()
  const before = await shown()
  await apply(events(namespace, 2000, 20, 'Warning'))
  await expect(page.getByRole('button', { name: /^20 new/ })).toBeVisible()
  expect(await shown()).toEqual(before)
  await page.getByRole('button', { name: /^20 new/ }).click()
  await expect(row(grid, 'message 20').first()).toBeInViewport()

  await page.getByRole('button', { name: 'Warnings only' }).click()
  await expect(page).toHaveURL(/[?&]type=Warning/)
  await expect(grid).toHaveAttribute('aria-rowcount', '21')
  await page.reload()
  await expect(grid).toHaveAttribute('aria-rowcount', '21')
  await expect(row(grid, 'Pulled')).toHaveCount(0)
  await page.goBack()
  await expect(grid).toHaveAttribute('aria-rowcount', '101')
})
