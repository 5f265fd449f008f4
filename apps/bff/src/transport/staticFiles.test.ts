import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type TestBinnacle, testBinnacle } from './testing/testBinnacle.ts'

const folder = mkdtempSync(join(tmpdir(), 'binnacle-'))
const page = join(folder, 'dist')
// Real sockets, on machines that may be busy.
vi.setConfig({ testTimeout: 30_000 })

let server: TestBinnacle

beforeAll(async () => {
  server = await testBinnacle({ page })
})
afterAll(async () => {
  await server.close()
  rmSync(folder, { recursive: true })
})

const build = (name: string, at: number): void => {
  const script = `export const build = '${name}'`
  rmSync(page, { recursive: true, force: true })
  mkdirSync(join(page, 'assets'), { recursive: true })
  writeFileSync(join(page, `assets/app-${name}.js`), script)
  writeFileSync(join(page, `assets/app-${name}.js.br`), brotliCompressSync(script))
  writeFileSync(join(page, `assets/app-${name}.js.gz`), gzipSync(script))
  writeFileSync(join(page, 'notes.secret'), 'not served: its type is not known')
  writeFileSync(join(page, 'index.html'), `<title>${name}</title>`)
  utimesSync(join(page, 'index.html'), at, at)
}

test('before the page was built, a sentence says so; after it was, there is the page, and a newer build replaces it', async () => {
  const before = await server.ask('/')
  expect([before.status, before.headers['content-type'], before.text]).toEqual([
    503,
    'text/plain; charset=utf-8',
    'Binnacle runs, but its page was not built. Start it with `npm start`, which builds it first.\n',
  ])
  build('one', 1_000)
  expect((await server.ask('/')).text).toBe('<title>one</title>')
  build('two', 2_000)
  expect((await server.ask('/')).text).toBe('<title>two</title>')
  expect((await server.ask('/assets/app-one.js')).status).toBe(404)
  expect((await server.ask('/assets/app-two.js')).status).toBe(200)
})

test('every address of the page is the page, and only assets are kept for ever', async () => {
  build('three', 3_000)
  for (const path of ['/', '/index.html', '/pods/default/web.v1', '/pods?ns=a&ns=b']) {
    const { status, headers, text } = await server.ask(path)
    expect([path, status, headers['content-type'], headers['cache-control'], text]).toEqual([
      path,
      200,
      'text/html; charset=utf-8',
      'no-cache',
      '<title>three</title>',
    ])
  }
  const asset = await server.ask('/assets/app-three.js')
  expect([asset.headers['content-type'], asset.headers['cache-control']]).toEqual(['text/javascript; charset=utf-8', 'public, max-age=31536000, immutable'])
  expect((await server.ask('/assets/missing.js')).status).toBe(404)
})

test('the smallest form that the browser takes is sent', async () => {
  build('four', 4_000)
  const encoding = async (accept: string) => (await server.ask('/assets/app-four.js', { headers: { 'accept-encoding': accept } })).headers['content-encoding']
  expect([await encoding('gzip, deflate, br'), await encoding('gzip'), await encoding('br;q=0, gzip;q=0.5'), await encoding('')]).toEqual([
    'br',
    'gzip',
    'gzip',
    undefined,
  ])
  const head = await server.ask('/assets/app-four.js', { method: 'HEAD' })
  expect([head.status, head.text, head.headers['content-length']]).toEqual([200, '', '27'])
})

test('nothing outside the build can be reached', async () => {
  build('five', 5_000)
  writeFileSync(join(folder, 'secret.txt'), 'outside')
  for (const path of [
    '/../secret.txt',
    '/assets/../../secret.txt',
    '/%2e%2e/secret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '//secret.txt',
    '/assets%5c..%5c..%5csecret.txt',
    '/notes.secret',
    '/%00',
    '/%zz',
  ]) {
    const { status, text } = await server.ask(path)
    expect([path, status === 404 || text === '<title>five</title>']).toEqual([path, true])
  }
})
