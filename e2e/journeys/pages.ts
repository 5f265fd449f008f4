import { expect, type Locator, type Page } from '@playwright/test'

/** The context that is open, as the address has it. */
export function contextOf(page: Page): string {
  const [, context = ''] = /\/c\/([^/]+)\//.exec(new URL(page.url()).pathname) ?? []
  return context
}

/** A pod that starts on the node beside us changes this machine's network devices, and Chromium then drops what it is loading. */
export async function goTo(page: Page, address: string): Promise<void> {
  for (;;) {
    const dropped = await page.goto(address).then(
      () => false,
      (failure: Error) => {
        if (!failure.message.includes('ERR_NETWORK_CHANGED')) throw failure
        return true
      },
    )
    if (!dropped) return
  }
}

type ListPage = 'pods' | 'deployments' | 'replicasets' | 'replicationcontrollers' | 'jobs' | 'events' | 'nodes' | 'namespaces' | 'secrets' | 'configmaps'

/** Opens a list as a link would, and waits until it says that it is live. */
export async function openList(page: Page, list: ListPage, search: Readonly<Record<string, string>> = {}): Promise<Locator> {
  await expect(page).toHaveURL(/\/c\/[^/]/)
  await goTo(page, new URL(`/c/${contextOf(page)}/${list}?${new URLSearchParams(search)}`, page.url()).href)
  await expect(live(page)).toHaveAttribute('data-live', 'live')
  await shown(page)
  return page.getByRole('grid')
}

/** Opens the page about one object as a link would, and waits until it says that it is live. */
export async function openObject(
  page: Page,
  kind: 'deployments',
  { namespace, name, tab = '' }: { namespace: string; name: string; tab?: string },
): Promise<void> {
  await expect(page).toHaveURL(/\/c\/[^/]/)
  await goTo(page, new URL(`/c/${contextOf(page)}/${kind}/${namespace}/${name}${tab === '' ? '' : `/${tab}`}`, page.url()).href)
  await expect(live(page)).toHaveAttribute('data-live', 'live')
}

/** Until the page itself is there, which hears keys: the indicator may be live before. */
const shown = (page: Page): Promise<void> => expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible()

/** The indicator in the status bar. */
export const live = (page: Page): Locator => page.locator('[data-live]').first()

/** The row of an object, by a part of its name. */
export const row = (grid: Locator, name: string | RegExp): Locator => grid.locator('[role=row][data-uid]:not([data-gone])').filter({ hasText: name })

/** A cell of a row, by the id of its column. */
export const cell = (of: Locator, column: string): Locator => of.locator(`[data-column="${column}"]`)

/** Names of the rows that are there, in the order of the screen. */
export async function names(grid: Locator): Promise<string[]> {
  const texts = await grid.locator('[role=row][data-uid]:not([data-gone]) [data-column="name"]').allTextContents()
  return texts.map((text) => text.trim())
}

/** The panel about one pod. */
export const peek = (page: Page, name: string): Locator => page.getByRole('complementary', { name: `Pod ${name}` })
