import { codecs, type PodRow } from '@binnacle/shared'
import { serverFrame } from '../../../apps/web/src/topics/serverFrame.ts'

/** Size and time of 10,000 pod rows through the codec: `npx tsx --conditions=@binnacle/source packages/live-path/src/codecBench.ts`. */
const ROWS = 10_000
const codec = codecs.pods

const hex = (n: number, length: number): string => ((n * 2654435761) >>> 0).toString(16).padStart(length, '0').slice(-length)

const row = (n: number): PodRow => {
  const owner = `web-${n % 700}-${hex(n % 700, 8)}`
  return {
    uid: `${hex(n, 8)}-${hex(n + 1, 4)}-4${hex(n, 3)}-a${hex(n, 3)}-${hex(n, 8)}${hex(n + 3, 4)}`,
    namespace: `team-${n % 40}`,
    name: `${owner}-${hex(n, 5)}`,
    created: 1_700_000_000 + ((n * 7919) % 4_000_000),
    ready: n % 19 === 0 ? 0 : 1,
    containers: 1,
    status: n % 19 === 0 ? 'CrashLoopBackOff' : 'Running',
    restarts: n % 19 === 0 ? n % 40 : 0,
    lastRestartAt: n % 19 === 0 ? 1_700_000_000 + n : null,
    ip: `10.${n % 200}.${(n >> 8) % 250}.${n % 250}`,
    node: `node-${n % 120}`,
    nominatedNode: null,
    readinessGates: null,
    controller: { kind: 'ReplicaSet', name: owner, uid: `${hex(n % 700, 8)}-0000-4000-a000-${hex(n % 700, 8)}0000` },
    deletedAt: null,
    notReadySince: n % 19 === 0 ? 1_700_000_000 + n : null,
    why:
      n % 19 === 0 ? { container: 'main', reason: 'CrashLoopBackOff', message: 'back-off 5m0s restarting failed container=main', at: 1_700_000_000 + n } : null,
  }
}

const best = <T>(run: () => T): [T, number] => {
  let result = run()
  let shortest = Number.POSITIVE_INFINITY
  for (let n = 0; n < 15; n++) {
    const began = performance.now()
    result = run()
    shortest = Math.min(shortest, performance.now() - began)
  }
  return [result, shortest]
}

const rows = Array.from({ length: ROWS }, (_, n) => ({ id: n + 1, row: row(n) }))
const plain = JSON.stringify(rows.map((each) => each.row))
const [columns, toColumns] = best(() => codec.columns(rows))
const [text, stringify] = best(() => JSON.stringify({ type: 'snapshot', stream: 1, epoch: 1, seq: 1, chunk: 0, last: true, parts: [], rows: columns }))
const [, parse] = best(() => serverFrame(text))
const [, toRows] = best(() => codec.rows(columns))
const [, changes] = best(() => rows.map(({ id, row: before }) => codec.change(id, before, { ...before, restarts: before.restarts + 1 })))
const dictionaries = codec.fields.filter((_, index) => 'd' in (columns.columns[index] ?? {}))

console.log(`${ROWS} pods: rows as JSON ${kB(plain)}, columns ${kB(text)} (${(text.length / ROWS).toFixed(0)} B/row); dictionaries: ${dictionaries.join(' ')}`)
console.log(
  `encode: columns ${ms(toColumns)} + text ${ms(stringify)}; read: frame ${ms(parse)} + rows ${ms(toRows)}; one change ${((changes * 1000) / ROWS).toFixed(2)} µs`,
)

function kB(of: string): string {
  return `${(of.length / 1000).toFixed(0)} kB`
}

function ms(time: number): string {
  return `${time.toFixed(1)} ms`
}
