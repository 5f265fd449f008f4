import { expect, test } from './fixtures.ts'
import { IMAGE } from './manifests.ts'
import { onlyOurs } from './onlyOurs.ts'
import { cell, openList, peek, row } from './pages.ts'
import { payloads } from './payloads.ts'

const written = payloads.map(([text]) => text)

const hostilePod = (name: string) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, annotations: Object.fromEntries(written.map((text, index) => [`payload/${index}`, text])) },
  spec: {
    terminationGracePeriodSeconds: 1,
    automountServiceAccountToken: false,
    containers: [
      {
        name: 'speaks',
        image: IMAGE,
        env: [{ name: 'PAYLOADS', value: written.join('\n') }],
        command: [
          'sh',
          '-c',
          `printf '%s\\n' "$PAYLOADS"; printf 'nul \\000 here\\n'; printf '\\033[31mred\\033[0m plain\\n'; head -c 100000 /dev/zero | tr '\\0' x; echo; echo the end; sleep 3600`,
        ],
        args: written,
      },
      { name: 'a'.repeat(63), image: '<img/src=x/onerror=alert(7)>', args: written, command: ['javascript:alert(8)'] },
    ],
  },
})
const hostileEvent = (namespace: string, index: number, text: string) => ({
  apiVersion: 'v1',
  kind: 'Event',
  metadata: { name: `hostile.${index}`, namespace },
  involvedObject: { kind: 'Pod', namespace, name: index % 2 === 0 ? 'hostile' : text.slice(0, 200), uid: `no-${index}` },
  reason: text.slice(0, 100),
  message: text,
  type: index % 3 === 0 ? 'Warning' : 'Normal',
  source: { component: text.slice(0, 100), host: text.slice(0, 100) },
  firstTimestamp: new Date().toISOString(),
  lastTimestamp: new Date().toISOString(),
  count: 1,
})

test('hostile names, messages and logs are text, and nothing but text', async ({ page, namespace, apply }) => {
  const long = `long-${'n'.repeat(243)}.x.y`
  const items = [
    hostilePod('hostile'),
    {
      ...hostilePod(long),
      metadata: { name: long, labels: { app: 'a'.repeat(63) } },
      spec: { schedulerName: 'nobody', containers: [{ name: 'b'.repeat(63), image: written[0] }] },
    },
    ...written.map((text, index) => hostileEvent(namespace, index, text)),
  ]
  await apply(JSON.stringify({ apiVersion: 'v1', kind: 'List', items }))

  const pods = await openList(page, 'pods', { ns: namespace, cols: 'wide' })
  await expect(row(pods, 'hostile')).toContainText(/InvalidImageName|Err/)
  await onlyOurs(page)
  await cell(row(pods, 'hostile'), 'name').click()
  const panel = peek(page, 'hostile')
  await expect(panel.getByRole('region', { name: 'Containers' })).toContainText('<img/src=x/onerror=alert(7)>')
  await onlyOurs(page)

  await panel.getByRole('region', { name: 'Logs' }).getByRole('button', { name: 'speaks' }).click()
  const log = panel.getByRole('log', { name: 'Log of speaks' })
  await expect(log).toContainText('the end')
  for (const [, read] of payloads) await expect(log).toContainText(read)
  await expect(log).toContainText('nul \\0 here')
  await expect(log.locator('.log-fg-red')).toHaveText('red')
  await log.getByRole('button', { name: /more characters/ }).click()
  await expect(log).toContainText('[line cut at 16 KiB]')
  await onlyOurs(page)
  await page.keyboard.press('Escape')

  await cell(row(pods, 'long-'), 'name').click()
  await expect(peek(page, long)).toContainText('<img src=x onerror=alert(1)>')
  await onlyOurs(page)

  const events = await openList(page, 'events', { ns: namespace, cols: 'wide' })
  for (const [, read] of payloads) {
    await page.getByRole('searchbox').fill(read.slice(0, 6))
    await expect(cell(row(events, read), 'message').first()).toContainText(read)
  }
  await onlyOurs(page)
  await page.getByRole('searchbox').fill('press me')
  await cell(row(events, 'press me').first(), 'message').click()
  await onlyOurs(page)

  for (const list of ['nodes', 'namespaces'] as const) {
    await openList(page, list, { ns: namespace, q: written[0] ?? '', sort: '"><script>', peek: `pods/${namespace}/<script>` })
    await expect(page.getByRole('searchbox')).toHaveValue(written[0] ?? '')
    await onlyOurs(page)
  }
})
