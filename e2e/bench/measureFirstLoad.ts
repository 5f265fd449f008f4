import { gzipSync } from 'node:zlib'
import type { DashboardPage } from './DashboardPage.ts'
import type { Measure } from './Measure.ts'

/** The scripts that the first HTML names, which every page needs, and all that a first visit of the pods page loads; each gzipped by itself. */
export async function measureFirstLoad(page: DashboardPage, origin: string): Promise<readonly Measure[]> {
  const gzipped = async (addresses: readonly string[]): Promise<number> => {
    const bodies = await Promise.all(addresses.map(async (address) => new Uint8Array(await (await fetch(address)).arrayBuffer())))
    return bodies.reduce((sum, body) => sum + gzipSync(body).length, 0) / 1000
  }
  const html = await (await fetch(origin)).text()
  const referenced = [...html.matchAll(/(?:src|href)="([^"]+\.js)"/g)].map(([, path]) => new URL(path ?? '', origin).href)
  const loaded = await page.scripts()
  return [
    { name: 'first load: scripts that the HTML names, gzip', unit: 'kB', value: await gzipped(referenced), mark: 130 },
    { name: 'the same with the lazy scripts of the pods page', unit: 'kB', value: await gzipped([...new Set([...referenced, ...loaded])]) },
  ]
}
