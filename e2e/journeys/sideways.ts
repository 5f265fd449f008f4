import type { Page } from '@playwright/test'

/** How far the page itself can be scrolled sideways (px). */
export const sideways = (page: Page): Promise<number> =>
  page.evaluate(() => Math.max(document.documentElement.scrollWidth, document.body.scrollWidth) - innerWidth)
