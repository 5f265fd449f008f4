import { parseArgs } from 'node:util'
import type { ClusterOptions } from '../ClusterOptions.ts'
import { type PaceName, paces } from '../Pace.ts'

export type DemoFlags = { readonly port: number; readonly options: ClusterOptions }

const USAGE = 'Use: npm run binnacle-demo -- [--port 6443] [--seed 7] [--scenario busy|empty] [--pace recorded|brisk|instant]'

/** Reads the command line; what it cannot read it answers with one sentence and the usage. */
export function demoFlags(args: readonly string[]): { readonly ok: true; readonly value: DemoFlags } | { readonly ok: false; readonly message: string } {
  const refuse = (why: string) => ({ ok: false, message: `${why}\n${USAGE}` }) as const
  try {
    const text = { type: 'string' } as const
    const { values } = parseArgs({ args: [...args], options: { port: text, seed: text, scenario: text, pace: text } })
    const { port = '0', seed, scenario = 'busy', pace = 'recorded' } = values
    if (!/^\d+$/.test(port) || Number(port) > 65_535) return refuse(`--port ${port} is no port.`)
    if (seed !== undefined && !/^\d+$/.test(seed)) return refuse(`--seed ${seed} is no whole number.`)
    if (scenario !== 'busy' && scenario !== 'empty') return refuse(`--scenario ${scenario} is unknown.`)
    if (!isPace(pace)) return refuse(`--pace ${pace} is unknown.`)
    return { ok: true, value: { port: Number(port), options: { scenario, pace, ...(seed === undefined ? {} : { seed: Number(seed) }) } } }
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error))
  }
}

function isPace(name: string): name is PaceName {
  return Object.hasOwn(paces, name)
}
