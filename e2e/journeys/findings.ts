import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

const THEMES = ['light', 'dark'] as const

/** Serious and critical findings of axe in both themes, with what is at fault; the size of targets is looked at, too. */
export async function findings(page: Page, what: string): Promise<string[]> {
  const found: string[] = []
  for (const colorScheme of THEMES) {
    await page.emulateMedia({ colorScheme })
    await expect
      .poll(() =>
        page.evaluate(
          () =>
            document
              .getAnimations()
              .filter((each) => each instanceof CSSTransition && /color|opacity|shadow/.test(each.transitionProperty) && each.playState === 'running').length,
        ),
      )
      .toBe(0)
    const { violations } = await new AxeBuilder({ page })
      .setLegacyMode(true)
      .options({ rules: { 'target-size': { enabled: true } } })
      .analyze()
    for (const { id, impact, nodes } of violations) {
      if (impact !== 'serious' && impact !== 'critical') continue
      for (const { html, failureSummary } of nodes.slice(0, 4))
        found.push(`${what}, ${colorScheme}: ${id}: ${html.slice(0, 160)} ${failureSummary?.split('\n')[1] ?? ''}`)
    }
  }
  return found
}
