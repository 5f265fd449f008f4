import { setTimeout as pause } from 'node:timers/promises'
import type { Browser, BrowserContext, CDPSession, Page } from '@playwright/test'
import { measureFrames } from './measureFrames.ts'
import { loaderNeeds, watchPage } from './watchPage.ts'

const FULL_SECONDS = 60
/** Where the web app keeps its bearer. */
const BEARER_KEY = 'binnacle.bearer'

export interface Visit {
  origin: string
  path: string
  bearer: string
  rows: number
}

/** One tab with a profile of its own on the real pods page. */
export class DashboardPage {
  readonly #context: BrowserContext
  readonly page: Page
  readonly #devtools: CDPSession
  readonly #faults: string[] = []
  /** When the navigation began (ms since 1970). */
  readonly openedAt: number

  private constructor(context: BrowserContext, page: Page, devtools: CDPSession) {
    this.#context = context
    this.page = page
    this.#devtools = devtools
    page.on('pageerror', (error) => this.#faults.push(error.message))
    page.on('console', (message) => {
      if (message.type() === 'error') this.#faults.push(message.text())
    })
    this.openedAt = performance.timeOrigin + performance.now()
  }

  /** Begins the navigation and returns when the server has answered it. */
  static async open(browser: Browser, visit: Visit): Promise<DashboardPage> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
    const page = await context.newPage()
    await page.addInitScript(loaderNeeds)
    await page.addInitScript(watchPage, { bearer: [BEARER_KEY, visit.bearer], rows: visit.rows } as const)
    const devtools = await context.newCDPSession(page)
    await devtools.send('Performance.enable')
    const opened = new DashboardPage(context, page, devtools)
    await page.goto(`${visit.origin}${visit.path}`, { waitUntil: 'commit' })
    return opened
  }

  /** When every row was there (ms since 1970). */
  async full(): Promise<number> {
    const end = performance.now() + FULL_SECONDS * 1000
    while (performance.now() < end) {
      const fullAt = await this.page.evaluate(() => globalThis.benchNoted.fullAt)
      if (fullAt !== null) return fullAt
      await pause(50)
    }
    const shown = await this.page.evaluate(() => [
      document.querySelector('[aria-rowcount]')?.getAttribute('aria-rowcount'),
      document.body.innerText.slice(0, 600),
    ])
    throw new Error(`the page never showed every row\n${shown.join('\n')}\n${this.#faults.slice(-5).join('\n')}`)
  }

  async seen(): Promise<Readonly<Record<string, number>>> {
    return this.page.evaluate(() => globalThis.benchNoted.seen)
  }

  /** How far the page's clock is ahead of ours, in ms, with the uncertainty: half the quickest of 20 echoes. */
  async clockOffset(): Promise<{ ms: number; within: number }> {
    let best = { ms: 0, within: Number.POSITIVE_INFINITY }
    for (let echo = 0; echo < 20; echo += 1) {
      const asked = performance.timeOrigin + performance.now()
      const theirs = await this.page.evaluate(() => performance.timeOrigin + performance.now())
      const answered = performance.timeOrigin + performance.now()
      const within = (answered - asked) / 2
      if (within < best.within) best = { ms: theirs - asked - within, within }
    }
    return best
  }

  /** Times between frames (ms), while the grid is scrolled by 120 px in each frame or left alone. */
  async frames(seconds: number, scrolled: boolean): Promise<readonly number[]> {
    await this.page.bringToFront()
    return await this.page.evaluate(measureFrames, { seconds, pixelsPerFrame: scrolled ? 120 : 0 })
  }

  /** What the tab's scripts hold after a collection, in MB. */
  async heapMB(): Promise<number> {
    await this.#devtools.send('HeapProfiler.collectGarbage')
    return (await this.#metric('JSHeapUsedSize')) / 2 ** 20
  }

  /** What the tab's main thread has worked so far, in ms. */
  async mainThreadMs(): Promise<number> {
    return (await this.#metric('TaskDuration')) * 1000
  }

  /** Addresses of the scripts that the page has loaded so far. */
  scripts(): Promise<readonly string[]> {
    return this.page.evaluate(() =>
      performance
        .getEntriesByType('resource')
        .map(({ name }) => name)
        .filter((name) => new URL(name).pathname.endsWith('.js')),
    )
  }

  close(): Promise<void> {
    return this.#context.close()
  }

  async #metric(name: string): Promise<number> {
    const { metrics } = await this.#devtools.send('Performance.getMetrics')
    return metrics.find((metric) => metric.name === name)?.value ?? Number.NaN
  }
}
