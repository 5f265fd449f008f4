import type { Page } from '@playwright/test'
import type { Binnacle } from './Binnacle.ts'

/** Where a text was found. */
type Finding = { readonly where: string; readonly what: string }

/** Everything that reaches a page or leaves Binnacle: each WebSocket frame, HTTP body, what the browser keeps, what the page shows, and what the server wrote. */
export class Wiretap {
  readonly #page: Page
  readonly #binnacle: Binnacle
  readonly #from: number
  readonly #heard: Finding[] = []
  readonly #waiting: Promise<unknown>[] = []

  constructor(page: Page, binnacle: Binnacle) {
    this.#page = page
    this.#binnacle = binnacle
    this.#from = binnacle.log.length
    page.on('websocket', (socket) => {
      socket.on('framereceived', ({ payload }) => this.#heard.push({ where: 'frame', what: payload.toString() }))
      socket.on('framesent', ({ payload }) => this.#heard.push({ where: 'frame sent', what: payload.toString() }))
    })
    page.on('response', (response) => {
      const { pathname } = new URL(response.url())
      const body = response.text().then(
        (what) => this.#heard.push({ where: `response ${pathname}`, what }),
        // A page that was left takes the bodies of its requests with it.
        () => undefined,
      )
      this.#waiting.push(body)
    })
    page.on('request', (request) => this.#heard.push({ where: 'address', what: request.url() }))
  }

  /** Every place that holds one of these texts now, or held it on its way. */
  async find(texts: readonly string[]): Promise<string[]> {
    await Promise.all(this.#waiting)
    const all = [
      ...this.#heard,
      ...(await this.#kept()),
      ...this.#binnacle.log.slice(this.#from).map((what) => ({ where: 'log', what })),
      ...this.#binnacle.terminal.map((what) => ({ where: 'terminal', what })),
    ]
    return all.filter(({ what }) => texts.some((text) => what.includes(text))).map(({ where }) => where)
  }

  async #kept(): Promise<Finding[]> {
    const [dom, stored, databases] = await this.#page.evaluate(async () => [
      document.documentElement.outerHTML +
        [...document.querySelectorAll('input, textarea')]
          .map((field) => (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement ? field.value : ''))
          .join(),
      JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)]),
      JSON.stringify(await indexedDB.databases()),
    ])
    return [
      { where: 'page', what: dom ?? '' },
      { where: 'storage', what: stored ?? '' },
      { where: 'databases', what: databases === '[]' ? '' : (databases ?? '') },
    ]
  }
}
