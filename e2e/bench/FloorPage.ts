import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { Browser, BrowserContext, Page } from '@playwright/test'
import { WebSocketServer } from 'ws'
import { measureFrames } from './measureFrames.ts'
import { loaderNeeds, watchPage } from './watchPage.ts'

/** The least that a live page can be: what comes over its socket stands in the page at the next frame. The tall part is for scrolling. */
const html = `<!doctype html><title>floor</title><p id="number"></p><div style="height:100000px"></div><script>
new WebSocket('ws://' + location.host).onmessage = ({ data }) => requestAnimationFrame(() => { document.getElementById('number').textContent = data })
</script>`

/** A page without any dashboard in it, in a tab with a profile of its own, and the server behind it. */
export class FloorPage {
  readonly #http: Server
  readonly #sockets: WebSocketServer
  readonly #browser: Browser
  readonly #origin: string
  #context: BrowserContext | undefined
  #page: Page | undefined

  private constructor(http: Server, browser: Browser) {
    const address = http.address()
    if (address === null || typeof address === 'string') throw new Error('the floor page has no port')
    this.#http = http
    this.#browser = browser
    this.#sockets = new WebSocketServer({ server: http })
    this.#origin = `http://127.0.0.1:${address.port}/`
  }

  static async serve(browser: Browser): Promise<FloorPage> {
    const http = createServer((_, answer) => answer.setHeader('content-type', 'text/html').end(html)).listen(0, '127.0.0.1')
    await once(http, 'listening')
    return new FloorPage(http, browser)
  }

  /** Opens the page in a fresh profile and says how long that took until it was loaded (ms). */
  async load(): Promise<number> {
    await this.#context?.close()
    this.#context = await this.#browser.newContext({ viewport: { width: 1280, height: 800 } })
    this.#page = await this.#context.newPage()
    await this.#page.addInitScript(loaderNeeds)
    await this.#page.addInitScript(watchPage, { bearer: null, rows: 0 })
    const begin = performance.now()
    await this.#page.goto(this.#origin, { waitUntil: 'load' })
    return performance.now() - begin
  }

  send(text: string): void {
    for (const socket of this.#sockets.clients) socket.send(text)
  }

  async seen(): Promise<Readonly<Record<string, number>>> {
    return (await this.#page?.evaluate(() => globalThis.benchNoted.seen)) ?? {}
  }

  async frames(seconds: number): Promise<readonly number[]> {
    return (await this.#page?.evaluate(measureFrames, { seconds, pixelsPerFrame: 120 })) ?? []
  }

  async close(): Promise<void> {
    await this.#context?.close()
    for (const socket of this.#sockets.clients) socket.terminate()
    this.#sockets.close()
    this.#http.closeAllConnections()
    this.#http.close()
  }
}
