import { expect, type Page } from '@playwright/test'

/** Every address that the page would lead to, or load, if it were pressed. */
const addresses = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('[href], [src], [action], [formaction], [srcdoc]')].flatMap((element) =>
      ['href', 'src', 'action', 'formaction', 'srcdoc'].flatMap((name) => element.getAttribute(name) ?? []).map((value) => new URL(value, location.href).href),
    ),
  )
/** Characters that nobody sees, or that turn others around, where they would be shown or read out as they are. */
const unwritten = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const unseen = /[\p{Cc}\p{Zl}\p{Zp}\u200B\u202A-\u202E\u2066-\u2069]/u
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const found: string[] = []
    const look = (text: string, where: Element | null) => {
      if (where?.closest('script, style, textarea') === null && unseen.test(text.replaceAll(/[\t\n]/g, '')))
        found.push(`${where.tagName} ${where.className}: ${JSON.stringify(text).slice(0, 200)}`)
    }
    while (walker.nextNode()) look(walker.currentNode.textContent ?? '', walker.currentNode.parentElement)
    for (const element of document.querySelectorAll('[title], [aria-label], [placeholder]'))
      for (const name of ['title', 'aria-label', 'placeholder']) look(element.getAttribute(name) ?? '', element)
    return found
  })
/** Foreign text on this page is text: it leads nowhere, loads nothing, and every character of it is one that can be seen. */
export const onlyOurs = async (page: Page): Promise<void> => {
  const { origin } = new URL(page.url())
  expect((await addresses(page)).filter((address) => !address.startsWith(`${origin}/`))).toEqual([])
  await expect(page.locator('iframe, object, embed, main script, aside script, main img, aside img')).toHaveCount(0)
  await expect(page).toHaveTitle(/Binnacle/)
  expect(await unwritten(page)).toEqual([])
}
