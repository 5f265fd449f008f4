import { parseArgs } from 'node:util'
import { createCluster } from '@binnacle/demo-cluster'
import { comparable, differencesOf } from './fuzz/comparable.ts'
import { kinds } from './fuzz/configurations.ts'
import { Dice } from './fuzz/Dice.ts'
import { requestsOf } from './fuzz/requests.ts'
import { Target } from './fuzz/Target.ts'

/**
 * Patches and applies at random, the same to the demo cluster and to a real one, and compares every answer: object, code, reason, the fields of the causes, and who owns
 * what. `--real` is the address of a `kubectl proxy`, `--namespace` one of the real cluster that may be written to. Seeds that differ are printed with their first
 * differing request.
 */
const { values } = parseArgs({
  options: {
    real: { type: 'string', default: 'http://127.0.0.1:8001' },
    namespace: { type: 'string', default: 'default' },
    from: { type: 'string', default: '1' },
    seeds: { type: 'string', default: '100' },
    verbose: { type: 'boolean', default: false },
  },
})

const AT_ONCE = 4
const first = Number(values.from)
const last = first + Number(values.seeds) - 1

const cluster = createCluster({ clock: 'manual', seed: 1 })
const { url } = await cluster.listen(0)
const demo = new Target(url, 'default')
const real = new Target(values.real, values.namespace)

/** Once a Deployment is no longer paused, the real cluster's controller writes to it as well: nothing after that can be compared. */
function hasRevision(body: unknown): boolean {
  return JSON.stringify(body).includes('"deployment.kubernetes.io/revision":')
}

async function differs(seed: number): Promise<string | null> {
  const dice = new Dice(seed)
  const kind = dice.one(kinds)
  const name = `fuzz-${seed}`
  try {
    for (const [index, request] of requestsOf(dice, kind, name).entries()) {
      const [theirs, ours] = await Promise.all([real.ask(request), demo.ask(request)])
      const found = differencesOf(comparable(theirs), comparable(ours))
      if (hasRevision(theirs.body)) return null
      if (found.length === 0) continue
      const said = [theirs, ours].map(({ code, body }) => `${code} ${body['kind'] === 'Status' ? String(body['message']).slice(0, 300) : 'an object'}`)
      const asked = `${request.method} ${request.path} ${JSON.stringify(request.body)}`
      return [`seed ${seed}, request ${index + 1}: ${asked}`, `  real ${said[0]}`, `  demo ${said[1]}`, ...found.slice(0, 6).map((line) => `  ${line}`)].join(
        '\n',
      )
    }
    return null
  } finally {
    const gone = { method: 'DELETE', path: `${kind.path}/${name}`, contentType: 'application/json', body: { propagationPolicy: 'Background' } }
    await Promise.all([real.ask(gone), demo.ask(gone)])
  }
}

let next = first
let failed = 0
async function work(): Promise<void> {
  while (next <= last) {
    const difference = await differs(next++)
    if (difference === null) continue
    failed++
    console.log(difference)
  }
}

try {
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  console.log(`${last - first + 1 - failed} of ${last - first + 1} seeds are equal`)
  process.exitCode = failed > 0 ? 1 : 0
} finally {
  await cluster.close()
}
