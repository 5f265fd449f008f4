import type { Process } from '../containers/Process.ts'
import { sleep, type Waiting } from '../containers/Wait.ts'
import { flags } from './flags.ts'
import { klog } from './goTexts.ts'

const UNITS: Readonly<Record<string, number>> = { '': 1, K: 1e3, M: 1e6, G: 1e9, Ki: 1_024, Mi: 1_024 ** 2, Gi: 1_024 ** 3 }

/** Takes memory chunk by chunk, a millisecond apart, then idles with it. */
export function* stress(process: Process, args: readonly string[]): Waiting<number> {
  const { values } = flags(args)
  const { clock } = process.sandbox
  const [total, chunk] = [values.get('mem-total') ?? '0', values.get('mem-alloc-size') ?? '4Ki']
  const text = `Allocating "${total}" memory, in "${chunk}" chunks, with a 1ms sleep between allocations`
  process.complain(klog(process, 'I', { at: 'stress.go:67', text }))
  const chunks = Math.ceil(bytes(total) / Math.max(1, bytes(chunk)))
  // A thousand chunks are one step of the clock: what they cost in time is kept.
  for (let done = 0; done < chunks; done += 1_000) {
    const now = Math.min(1_000, chunks - done)
    yield sleep(clock, now)
    process.sandbox.allocate(now * bytes(chunk))
  }
  process.complain(klog(process, 'I', { at: 'stress.go:70', text: `Allocated "${total}" memory` }))
  for (;;) yield process.signalled
}

/** Bytes of a quantity; 0 where it is none. */
function bytes(quantity: string): number {
  const [, number = '0', unit = ''] = /^(\d+)([KMG]i?)?$/.exec(quantity) ?? []
  return Number(number) * (UNITS[unit] ?? 0)
}
