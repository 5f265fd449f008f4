import { gzipSync } from 'node:zlib'
import type { DashboardPage } from './DashboardPage.ts'
import type { Measure } from './Measure.ts'

/** The scripts that a first visit of the pods page loads, gzipped one by one, and those that every page needs. */
export async function measureFirstLoad(page: DashboardPage, origin: string): Promise<readonly Measure[]> {
  const gzipped = async (addresses: readonly string[]): Promise<number> => {
    const bodies = await Promise.all(addresses.map(async (address) => new Uint8Array(await (await fetch(address)).arrayBuffer())))
    return bodies.reduce((sum, body) => sum + gzipSync(body).length, 0) / 1000
  }
  const html = await (await fetch(origin)).text()
  const referenced = [...html.matchAll(/(?:src|href)="([^"]+\.js)"/g)].map(([, path]) => new URL(path ?? '', origin).href)
  const loaded = await page.scripts()
  return [
    { name: 'first load: scripts of the pods page, gzip', unit: 'kB', value: await gzipped([...new Set([...referenced, ...loaded])]), mark: 130 },
    { name: 'scripts that the first HTML names, gzip', unit: 'kB', value: await gzipped(referenced) },
  ]
}
