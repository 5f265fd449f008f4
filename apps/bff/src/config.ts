import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import * as z from 'zod'
import type { AllowedName } from './access/origin.ts'

export const DEFAULT_PORT = 7770

export type Config = {
  readonly host: string
  readonly port: number
  /** False: nobody asked for this port, so the next free one will do. */
  readonly portAsked: boolean
  readonly allowedNames: readonly AllowedName[]
  /** Bearer given from outside, for scripts and benches; null: Binnacle makes its own. */
  readonly bearer: string | null
  readonly stateDir: string
  /** KUBECONFIG as it was set: one file, or several joined as in PATH. */
  readonly kubeconfig: string | undefined
  readonly home: string
  /** The kubeconfig is not read: there is the demo cluster and nothing else. */
  readonly demoOnly: boolean
  readonly allowSystem: boolean
  readonly readOnly: boolean
}

const host = z.string().regex(/^[0-9a-zA-Z.:_-]+$/, 'must be an address or host name to listen on, such as 127.0.0.1')
const port = z
  .string()
  .regex(/^[0-9]{1,5}$/, 'must be a whole number')
  .transform(Number)
  .refine((value) => value >= 1 && value <= 65_535, 'must be between 1 and 65535')
const bearer = z
  .string()
  .regex(/^[A-Za-z0-9._~+/=-]*$/, 'may hold letters, digits and . _ ~ + / = - only')
  .min(16, 'must be at least 16 characters long')
  .max(512, 'must be at most 512 characters long')

const allowedName = z
  .string()
  .toLowerCase()
  .regex(
    /^(https?:\/\/)?([a-z0-9-]+(\.[a-z0-9-]+)*|\[[0-9a-f:]+\])(:[0-9]{1,5})?$/,
    'must be names such as dash.example.org, name:8080 or https://name, separated by commas',
  )
  .transform((text): AllowedName => {
    const scheme = text.startsWith('https://') ? 'https' : 'http'
    const rest = text.replace(/^https?:\/\//, '')
    const [, name = '', port] = /^(.*?)(?::([0-9]+))?$/.exec(rest) ?? []
    return { scheme, host: name, port: port ?? null }
  })

const Environment = z.object({
  BINNACLE_HOST: host.default('127.0.0.1'),
  BINNACLE_PORT: port.optional(),
  BINNACLE_TOKEN: bearer.optional(),
  BINNACLE_STATE_DIR: z.string().optional(),
  XDG_STATE_HOME: z.string().optional(),
  ALLOWED_HOSTS: z
    .string()
    .default('')
    .transform((text) => text.split(',').map((name) => name.trim()))
    .transform((names) => names.filter((name) => name !== ''))
    .pipe(z.array(allowedName)),
  BINNACLE_CLUSTER: z.literal('demo', 'can only be demo; other clusters come from KUBECONFIG').optional(),
  KUBECONFIG: z.string().optional(),
  HOME: z.string().optional(),
})

const options = {
  'allow-system': { type: 'boolean', default: false },
  'read-only': { type: 'boolean', default: false },
} as const

/** Environment and command line → Config. Nobody else reads `process.env`; every fault is named at once, each as one sentence. */
export function readConfig(env: Readonly<Record<string, string | undefined>>, argv: readonly string[]): { config: Config } | { faults: readonly string[] } {
  // A variable that is set to nothing is a variable that is not set.
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const parsed = Environment.safeParse(given)
  const flags = readFlags(argv)
  const faults = [...(parsed.success ? [] : parsed.error.issues.map((issue) => `${String(issue.path[0])} ${issue.message}`)), ...flags.faults]
  if (!parsed.success || faults.length > 0) return { faults: [...new Set(faults)] }
  const { data } = parsed
  const home = data.HOME ?? homedir()
  return {
    config: {
      host: data.BINNACLE_HOST,
      port: data.BINNACLE_PORT ?? DEFAULT_PORT,
      portAsked: data.BINNACLE_PORT !== undefined,
      allowedNames: data.ALLOWED_HOSTS,
      bearer: data.BINNACLE_TOKEN ?? null,
      stateDir: resolve(data.BINNACLE_STATE_DIR ?? join(data.XDG_STATE_HOME ?? join(home, '.local/state'), 'binnacle')),
      kubeconfig: data.KUBECONFIG,
      home,
      demoOnly: data.BINNACLE_CLUSTER === 'demo',
      allowSystem: flags.allowSystem,
      readOnly: flags.readOnly,
    },
  }
}

function readFlags(argv: readonly string[]): { allowSystem: boolean; readOnly: boolean; faults: string[] } {
  const { values, tokens } = parseArgs({ args: [...argv], options, strict: false, allowPositionals: true, tokens: true })
  const faults = tokens.flatMap((token) => {
    if (token.kind === 'positional') return [`${JSON.stringify(token.value)} is not an option; there are --allow-system and --read-only`]
    if (token.kind !== 'option') return []
    if (!Object.hasOwn(options, token.name)) return [`${token.rawName} is not an option; there are --allow-system and --read-only`]
    return token.value === undefined ? [] : [`${token.rawName} takes no value`]
  })
  return { allowSystem: values['allow-system'] === true, readOnly: values['read-only'] === true, faults }
}
