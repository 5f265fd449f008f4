import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { chromium, type Page, type Response } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { stillPod } from './manifests.ts'

/** A site of somebody else, on another port of the same host. */
const site = async (html: string): Promise<{ url: string; server: Server }> => {
  const server = createServer((_req, res) => res.writeHead(200, { 'Content-Type': 'text/html' }).end(html))
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  // The border: a server that listens on TCP has such an address.
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}/`, server }
}

/** What a hostile page tries against Binnacle from where it stands; the answers that its script could read. */
const attack = (from: Page | ReturnType<Page['frames']>[number], target: { origin: string; bearer: string; command: string }) =>
  from.evaluate(async ({ origin, bearer, command }) => {
    const body = JSON.stringify({ namespace: 'default', name: 'x', uid: 'x', gracePeriodSeconds: null })
    const tries: [string, RequestInit][] = [
      ['/', {}],
      ['/api/session', {}],
      ['/api/session', { headers: { Authorization: `Bearer ${bearer}` } }],
      ['/api/session', { mode: 'no-cors', credentials: 'include' }],
      ['/api/ticket', { method: 'POST', body: '{}', headers: { Authorization: `Bearer ${bearer}`, 'Content-Type': 'application/json' } }],
      ['/api/ticket', { method: 'POST', body: '{}', mode: 'no-cors' }],
      ['/api/login', { method: 'POST', body: '{"code":"guess"}', mode: 'no-cors' }],
      [command, { method: 'POST', body, mode: 'no-cors', headers: { 'Content-Type': 'text/plain' } }],
      [command, { method: 'POST', body: new URLSearchParams({ body }), mode: 'no-cors' }],
      [command, { method: 'POST', body: new FormData(), mode: 'no-cors' }],
    ]
    const readable: string[] = []
    for (const [path, init] of tries) {
      const text = await fetch(origin + path, { credentials: 'omit', ...init }).then(
        (response) => response.text(),
        () => '',
      )
      if (text !== '') readable.push(`${init.method ?? 'GET'} ${path}: ${text.slice(0, 80)}`)
    }
    const socket = new WebSocket(`${origin.replace('http', 'ws')}/api/live`, ['binnacle', 'ticket.guess'])
    const opened = await new Promise<boolean>((told) => {
      socket.onopen = () => told(true)
      socket.onerror = () => told(false)
    })
    return { readable, opened }
  }, target)

const writes = (answers: Response[]): string[] =>
  answers
    .filter((answer) => answer.request().method() !== 'GET' && answer.ok())
    .map((answer) => `${answer.request().method()} ${answer.url()} ${answer.status()}`)

test('a page on another port of the same host can neither read nor change anything, nor listen', async ({ page: ours, binnacle, browser, apply, kubectl }) => {
  await apply(stillPod('untouched'))
  const bearer = await ours.evaluate(() => sessionStorage.getItem('binnacle.bearer') ?? '')
  const target = { origin: binnacle.origin, bearer, command: '/api/c/binnacle-test/commands/pods.delete' }
  const before = binnacle.audit().length
  const frame = `<iframe id="boxed" sandbox="allow-scripts allow-forms" srcdoc="<p>boxed</p>"></iframe><iframe id="framed" src="${binnacle.origin}/"></iframe>
    <form method="post" enctype="text/plain" action="${binnacle.origin}${target.command}" target="landing"><input name="a" value="b"></form><iframe name="landing"></iframe>`
  const { url, server } = await site(`<!doctype html><title>foreign</title>${frame}`)
  const foreign = await (await browser.newContext()).newPage()
  const answers: Response[] = []
  let asked = 0
  foreign.on('request', (request) => {
    if (request.url().startsWith(binnacle.origin)) asked++
  })
  foreign.on('response', (response) => {
    if (response.url().startsWith(binnacle.origin)) answers.push(response)
  })
  try {
    await foreign.goto(url)
    expect(await attack(foreign, target)).toEqual({ readable: [], opened: false })
    const boxed = await (await foreign.locator('#boxed').elementHandle())?.contentFrame()
    if (!boxed) throw new Error('the sandboxed frame is missing')
    expect(await boxed.evaluate(() => self.origin)).toBe('null')
    expect(await attack(boxed, target)).toEqual({ readable: [], opened: false })
    const landed = foreign.waitForResponse((response) => response.request().method() === 'POST' && response.request().frame().name() === 'landing')
    await foreign.evaluate(() => document.forms[0]?.submit())
    expect((await landed).status()).toBe(403)
    await expect(foreign.frameLocator('#framed').getByText('Binnacle')).toHaveCount(0)
    expect(asked).toBeGreaterThan(10)
    expect(writes(answers)).toEqual([])
    expect(answers.filter((answer) => answer.headers()['access-control-allow-origin'] !== undefined)).toEqual([])
    expect(await kubectl('get', 'pods', '-o', 'name')).toBe('pod/untouched')
    // Each command that was tried, from the page, from the frame and by the form, left its line.
    const refused = binnacle.audit().slice(before)
    expect(refused.map((entry) => entry['code'])).toEqual(refused.map(() => 403))
    expect(refused).toHaveLength(7)
  } finally {
    await foreign.context().close()
    server.close()
  }
})

test('a foreign name that leads to this machine is told 421, for pages and data alike', async ({ binnacle, page: ours }, info) => {
  const bearer = await ours.evaluate(() => sessionStorage.getItem('binnacle.bearer') ?? '')
  const port = new URL(binnacle.origin).port
  const { executablePath, chromiumSandbox } = info.project.use.launchOptions ?? {}
  const rebound = await chromium.launch({
    ...(executablePath === undefined ? {} : { executablePath }),
    ...(chromiumSandbox === undefined ? {} : { chromiumSandbox }),
    args: ['--host-resolver-rules=MAP *.foreign.example 127.0.0.1', '--no-proxy-server'],
  })
  try {
    const page = await rebound.newPage()
    for (const path of ['/', '/binnacle.svg', '/healthz', '/c/any/pods', '/api/session']) {
      const answer = await page.goto(`http://shop.foreign.example:${port}${path}`)
      expect(answer?.status(), path).toBe(421)
      expect(await answer?.text()).not.toContain('<script')
    }
    const [read, ticket, opened] = await page.evaluate(async (authorization) => {
      const headers = { Authorization: authorization, 'Content-Type': 'application/json' }
      const socket = new WebSocket(`ws://${location.host}/api/live`, ['binnacle', 'ticket.guess'])
      return Promise.all([
        fetch('/api/session', { headers }).then((response) => response.status),
        fetch('/api/ticket', { method: 'POST', body: '{}', headers }).then((response) => response.status),
        new Promise<boolean>((told) => {
          socket.onopen = () => told(true)
          socket.onerror = () => told(false)
        }),
      ])
    }, `Bearer ${bearer}`)
    expect({ read, ticket, opened }).toEqual({ read: 421, ticket: 421, opened: false })
    expect((await page.goto(`http://127.0.0.1:${port}/`))?.status()).toBe(200)
  } finally {
    await rebound.close()
  }
})
