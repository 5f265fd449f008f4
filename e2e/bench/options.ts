import { parseArgs } from 'node:util'

export interface Options {
  /** How many pods the cluster holds, one run each. */
  pods: readonly number[]
  /** Events per second. */
  rates: readonly number[]
  /** Length of each measured window. */
  seconds: number
  /** File for the figures. */
  json: string | undefined
}

const usage = 'usage: pnpm bench:live [--pods 1000,10000] [--rates 100,1000] [--seconds 8] [--json out.json]'

export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: args.filter((arg) => arg !== '--'),
    options: {
      pods: { type: 'string', default: '1000,10000' },
      rates: { type: 'string', default: '100,1000' },
      seconds: { type: 'string', default: '8' },
      json: { type: 'string' },
    },
  })
  return { pods: numbers(values.pods), rates: numbers(values.rates), seconds: number(values.seconds), json: values.json }
}

function numbers(text: string): readonly number[] {
  return text.split(',').map(number)
}

function number(text: string): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 1) throw new Error(`"${text}" is not a whole number above 0\n${usage}`)
  return value
}
