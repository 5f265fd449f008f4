import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { createCluster } from '@binnacle/demo-cluster'
import { useRealCluster } from '../clusters/useRealCluster.ts'
import { ApiProxy } from '../golden/ApiProxy.ts'
import { comparable, differencesOf } from './fuzz/comparable.ts'
import { kinds } from './fuzz/configurations.ts'
import { Dice } from './fuzz/Dice.ts'
import { requestsOf } from './fuzz/requests.ts'
import { Target } from './fuzz/Target.ts'

/**
 * Patches and applies at random, the same to the demo cluster and to a real one, and compares every answer: object, code, reason, the fields of the causes, and who owns
 * what. Odd seeds are mostly strategic merge patches, even ones mostly server-side applies. Seeds that differ are printed with their first differing request.
 */
const { values } = parseArgs({ options: { from: { type: 'string', default: '1' }, seeds: { type: 'string', default: '100' } } })

const AT_ONCE = 4
const first = Number(values.from)
const last = first + Number(values.seeds) - 1
if (!(last >= first)) throw new Error(`--from ${values.from} --seeds ${values.seeds}: no seeds`)

type Targets = { readonly real: Target; readonly demo: Target }
/** What became of a seed: how many requests were compared, the difference if there was one, whether a controller interfered before its end. */
type Outcome = { readonly compared: number; readonly difference?: string; readonly cut?: true }

/** Once a Deployment is no longer paused, the real cluster's controller writes to it as well: nothing after that can be compared. */
function hasRevision(body: unknown): boolean {
  return JSON.stringify(body).includes('"deployment.kubernetes.io/revision":')
}

async function play({ real, demo }: Targets, seed: number): Promise<Outcome> {
  const dice = new Dice(seed)
  const kind = dice.one(kinds)
  const name = `fuzz-${seed}`
  const requests = requestsOf(dice, kind, { name, mix: seed % 2 === 0 ? 'apply' : 'strategic' })
  try {
    for (const [index, request] of requests.entries()) {
      const [theirs, ours] = await Promise.all([real.ask(request), demo.ask(request)])
      if (hasRevision(theirs.body)) return { compared: index, cut: true }
      const found = differencesOf(comparable(theirs), comparable(ours))
      if (found.length === 0) continue
      const said = [theirs, ours].map(({ code, body }) => `${code} ${body['kind'] === 'Status' ? String(body['message']).slice(0, 300) : 'an object'}`)
      const asked = `${request.method} ${request.path} ${JSON.stringify(request.body)}`
      const lines = [`seed ${seed}, request ${index + 1}: ${asked}`, `  real ${said[0]}`, `  demo ${said[1]}`, ...found.slice(0, 6).map((line) => `  ${line}`)]
      return { compared: index + 1, difference: lines.join('\n') }
    }
    return { compared: requests.length }
  } finally {
    const gone = { method: 'DELETE', path: `${kind.path}/${name}`, contentType: 'application/json', body: { propagationPolicy: 'Background' } }
    await Promise.all([real.ask(gone), demo.ask(gone)])
  }
}

/** Plays all seeds, some at once, and says whether all were equal. */
async function playAll(targets: Targets): Promise<boolean> {
  let next = first
  const sum = { equal: 0, different: 0, compared: 0, cut: 0 }
  const work = async (): Promise<void> => {
    while (next <= last) {
      const { compared, difference, cut } = await play(targets, next++)
      sum.compared += compared
      if (cut) sum.cut++
      if (difference === undefined) sum.equal++
      else sum.different++
      if (difference !== undefined) console.log(difference)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  console.log(`${sum.compared} answers of seeds ${first} to ${last} were compared; ${sum.cut} seeds only as far as a controller wrote to their object`)
  console.log(`${sum.equal} passed`)
  if (sum.different > 0) console.log(`${sum.different} failed`)
  return sum.different === 0
}

const dir = mkdtempSync(join(tmpdir(), 'binnacle-patches-'))
const namespace = `patches-${process.pid}`
const { cluster, release } = await useRealCluster(join(dir, 'cluster'))
const proxy = await ApiProxy.start(cluster.binaries.kubectl, cluster.kubeconfig)
const simulated = createCluster({ clock: 'manual', seed: 1 })
try {
  const { url } = await simulated.listen(0)
  await proxy.post('/api/v1/namespaces', { metadata: { name: namespace } })
  const equal = await playAll({ real: new Target(proxy.url, namespace), demo: new Target(url, 'default') })
  process.exitCode = equal ? 0 : 1
} finally {
  await proxy.delete(`/api/v1/namespaces/${namespace}`)
  proxy.stop()
  await simulated.close()
  await release()
  rmSync(dir, { recursive: true, force: true })
}
