import { expect, type Locator, type Page } from '@playwright/test'

/** Many more stops than a page of ours has. */
const MOST = 150

/** Presses Tab, or Shift+Tab, until `target` has the keyboard; a target that it never comes to is a fault. */
export async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await expect(target).toBeVisible()
  const has = (): Promise<boolean> => target.evaluate((element) => element === document.activeElement)
  for (let presses = 0; presses < MOST && !(await has()); presses++) await page.keyboard.press(key)
  await expect(target).toBeFocused()
}
