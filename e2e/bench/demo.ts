import { get, type IncomingMessage } from 'node:http'
import { loadavg } from 'node:os'
import type { DemoAnswer, DemoRequest } from './demoCluster.ts'
import { parseTenMB } from './floors.ts'
import { Helper } from './Helper.ts'
import { median } from './statistics.ts'

/** `pnpm bench:demo [runs] [part of a figure's name]`: what the demo cluster costs, each figure in processes of its own. */
const RUNS = Number(process.argv[2] ?? 5)
const CHOSEN = process.argv[3] ?? ''
const WATCHERS = 50
const UPDATES = 500

type Run = (cluster: Helper<DemoRequest, DemoAnswer>) => Promise<DemoAnswer>

const before = loadavg()[0] ?? 0
const rows: string[] = []
await measure('boot, `empty`', (cluster) => cluster.ask({ do: 'boot', scenario: 'empty' }))
await measure('boot, `busy` with its six hours', (cluster) => cluster.ask({ do: 'boot', scenario: 'busy' }))
await measure('1,000 pods until all are ready', (cluster) => cluster.ask({ do: 'load', pods: 1_000 }))
await measure('5,000 pods until all are ready', (cluster) => cluster.ask({ do: 'load', pods: 5_000 }))
await measure(`${UPDATES} updates to ${WATCHERS} watchers`, watched)
const load = [before, loadavg()[0] ?? 0].map((value) => value.toFixed(1)).join(' → ')
console.log(`Node ${process.versions.node}, load ${load}; JSON.parse of 10 MB beside it: ${parseTenMB().toFixed(0)} ms.

|  | CPU | longest turn | memory |
| --- | ---: | ---: | ---: |
${rows.join('\n')}`)

async function measure(name: string, run: Run): Promise<void> {
  if (!name.includes(CHOSEN)) return
  const answers: DemoAnswer[] = []
  for (let index = 0; index < RUNS; index++) {
    console.error(`${name}: run ${index + 1} of ${RUNS}`)
    const cluster = new Helper<DemoRequest, DemoAnswer>('demoCluster.ts')
    try {
      answers.push(await run(cluster))
    } finally {
      await cluster.stop()
    }
  }
  const of = (value: (answer: DemoAnswer) => number, unit: string) => `${Math.round(median(answers.map(value))).toLocaleString('en')} ${unit}`
  rows.push(`| ${name} | ${of(({ cpuMs }) => cpuMs, 'ms')} | ${of(({ longestMs }) => longestMs, 'ms')} | ${of(({ residentMB }) => residentMB, 'MB')} |`)
}

/** Until every watcher has read every update; the watchers are this process. */
async function watched(cluster: Helper<DemoRequest, DemoAnswer>): Promise<DemoAnswer> {
  const { url } = await cluster.ask({ do: 'boot', scenario: 'empty' })
  const watches = await Promise.all(Array.from({ length: WATCHERS }, () => open(`${url}/api/v1/configmaps?watch=true&labelSelector=app%3Dbench`)))
  const read = Promise.all(watches.map(readAll))
  const written = await cluster.ask({ do: 'update', times: UPDATES })
  await read
  const after = await cluster.ask({ do: 'look' })
  return { ...after, cpuMs: written.cpuMs + after.cpuMs, longestMs: written.longestMs }
}

function open(url: string): Promise<IncomingMessage> {
  return new Promise((opened, failed) => {
    get(url, { agent: false }, opened).on('error', failed)
  })
}

async function readAll(watch: IncomingMessage): Promise<void> {
  let lines = 0
  for await (const bytes of watch as AsyncIterable<Buffer>) {
    for (const byte of bytes) if (byte === 0x0a) lines++
    if (lines >= UPDATES) return
  }
  throw new Error(`a watch ended after ${lines} updates`)
}
