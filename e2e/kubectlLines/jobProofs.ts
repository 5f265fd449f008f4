import { isDeepStrictEqual } from 'node:util'
import { diffObjects, type JobInput, type jobCommands, jobDefaults, type KubectlCommand } from '@binnacle/shared'
import type { Json } from '../golden/statuses.ts'
import type { Bench } from './Bench.ts'

const NAMESPACE = 'lines-c'
const JOBS = `/apis/batch/v1/namespaces/${NAMESPACE}/jobs`
/** Text that would do something in a shell or in YAML, if it could. */
const HOSTILE = `it's "1"\nEOF\n; touch caught #$(touch caught)\`touch caught\`: é \\u2028 - [x] {y} &a *b !c %d @e |\n  > f`

/** Every command about timed jobs. */
export const jobProofs: { readonly [N in keyof typeof jobCommands]: (bench: Bench) => Promise<void> } = {
  'jobs.create': proveCreate,
  'jobs.terminate': (bench) => proveChange(bench, { command: 'jobs.terminate', input: (ref) => ref }),
  'jobs.extend': async (bench) => {
    await proveChange(bench, { command: 'jobs.extend', input: (ref) => ({ ...ref, seen: 60, activeDeadlineSeconds: 120 }) })
    await proveChange(bench, { command: 'jobs.extend', input: (ref) => ({ ...ref, seen: 50, activeDeadlineSeconds: 120 }), refused: true })
  },
  'jobs.delete': (bench) => proveChange(bench, { command: 'jobs.delete', input: (ref) => ref }),
}

type Ref = { namespace: string; name: string; uid: string }
type Change = Extract<KubectlCommand, { command: 'jobs.terminate' | 'jobs.extend' | 'jobs.delete' }>
type Proof = { readonly command: Change['command']; input(ref: Ref): Change['input']; readonly refused?: true }

const plain: JobInput = { ...jobDefaults, command: [], args: [], env: [], name: 'job', namespace: NAMESPACE, image: 'registry.example/app:1' }
const launches: readonly Partial<JobInput>[] = [
  {},
  {
    atEnd: 'delete',
    command: ['sh', '-c'],
    args: [HOSTILE],
    env: [
      { name: 'a b', value: HOSTILE },
      { name: 'NO', value: 'no' },
    ],
  },
  { atEnd: 'keep', runTimeSeconds: 86_400, sampleSeconds: 3600, parallelism: 3, completions: 7, backoffLimit: 2 },
  { args: ['yes', 'null', '1e3', '0x10', '012', '1:30', '', ' ', '- a', '? b', '~', '=', '<<', '\t', '\u0085\u2028\ufeff', 'true'] },
  { resources: { cpuRequest: '250m', cpuLimit: '1', memoryRequest: '32Mi', memoryLimit: '64Mi' } },
]

let count = 0

/** Binnacle launches one job, the line another: what is stored is equal. */
async function proveCreate(bench: Bench): Promise<void> {
  for (const launch of launches) {
    for (const context of [0, 1]) {
      const base = `launch-${count++}`
      const input = (name: string): JobInput => ({ ...plain, ...launch, name })
      const given = await bench.give('jobs.create', input(`${base}-binnacle`))
      const line = lineOf(bench, { command: 'jobs.create', input: input(`${base}-kubectl`) }, context)
      const { code, stderr } = await bench.run(line)
      const [ours, found] = [await stateOf(bench, `${base}-binnacle`), await stateOf(bench, `${base}-kubectl`)]
      const isThere = ours !== null && found !== null && code === 0 && given.ok
      bench.judge(line.text, isThere ? differences(ours, found) : `Binnacle: ${JSON.stringify(given)}; kubectl ended with ${code}: ${stderr}`)
    }
  }
}

/** Two equal jobs: Binnacle changes one, the line the other. Afterwards they are equal again, and a third is as it was. */
async function proveChange(bench: Bench, { command, input, refused }: Proof): Promise<void> {
  for (const context of [0, 1]) {
    const base = `change-${count++}`
    const [mine, theirs, bystander] = [await make(bench, `${base}-binnacle`), await make(bench, `${base}-kubectl`), await make(bench, `${base}-kubectl-too`)]
    const before = await stateOf(bench, bystander.name)
    const given = await bench.give(command, input(mine))
    // The compiler does not see that the input goes with the name.
    const line = lineOf(bench, { command, input: input(theirs) } as KubectlCommand, context)
    const { code, stderr } = await bench.run(line)
    const [ours, found] = [await stateOf(bench, mine.name), await stateOf(bench, theirs.name)]
    const faults = [
      given.ok === (refused !== true) ? null : `Binnacle: ${JSON.stringify(given)}`,
      (code === 0) === (refused !== true) ? null : `kubectl ended with ${code}`,
      isDeepStrictEqual(found, before) === (refused === true) ? null : 'it should have done something, or nothing',
      differences(ours, found),
      isDeepStrictEqual(await stateOf(bench, bystander.name), before) ? null : 'another job was changed',
    ].filter((fault) => fault !== null)
    bench.judge(`${line.text}${refused ? '   (refused)' : ''}`, faults.length === 0 ? null : `${faults.join('; ')} ${stderr}`)
  }
}

function lineOf(bench: Bench, command: KubectlCommand, context: number): { text: string; context: string | null } {
  const line = bench.lines(command)[context]
  if (!line) throw new Error('a command has two lines')
  return line
}

async function make(bench: Bench, name: string): Promise<Ref> {
  const given = await bench.give('jobs.create', { ...plain, name })
  if (!given.ok) throw new Error(JSON.stringify(given))
  const { metadata } = (await bench.api.get(`${JOBS}/${name}`)) as { metadata: { uid: string } } // the border: a stored object has a uid
  return { namespace: NAMESPACE, name, uid: metadata.uid }
}

function differences(ours: Json | null, found: Json | null): string | null {
  if (ours === null || found === null) return ours === found ? null : `Binnacle's is ${ours ? 'there' : 'gone'}, kubectl's is ${found ? 'there' : 'gone'}`
  const changes = diffObjects(ours, found).map((change) => `${change.path}: Binnacle ${change.before}, kubectl ${change.after}`)
  return changes.length === 0 ? null : changes.join('; ')
}

/** What is stored, without what differs between any two jobs, and with times of just now made one. Null when it is gone. */
async function stateOf(bench: Bench, name: string): Promise<Json | null> {
  const response = await fetch(`${bench.api.url}${JOBS}/${name}`)
  if (response.status === 404) return null
  const { metadata, spec } = (await response.json()) as { metadata: Json; spec: Json } // the border: a stored Job has both
  const { labels, annotations } = metadata
  const text = JSON.stringify({ labels, annotations, spec })
    .replaceAll(String(metadata['uid']), 'its uid')
    .replaceAll(name, 'its name')
    .replace(/"binnacle\.dev\/request-id":"[^"]*",?/, '')
    .replace(/"binnacle\.dev\/terminated-at":"([^"]+)"/, (whole, at: string) =>
      Math.abs(Date.parse(at) - Date.now()) < 60_000 ? '"terminated":"just now"' : whole,
    )
    .replaceAll(',}', '}')
  return JSON.parse(text) as Json
}
