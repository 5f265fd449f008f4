import { cleanedName, JobInput, jobDefaults, jobWarnings, MANY_PODS, MAX_PARALLELISM, splitCommand } from '@binnacle/shared'
import type { JobDraft } from './JobDraft.ts'
import { jobInputOf } from './jobInputOf.ts'

/** A sentence beside a field. `block`: it cannot be sent like this. `fix`: what a press on the button beside it would change. */
export type Problem = {
  readonly field: string
  readonly tone: 'block' | 'warn'
  readonly message: string
  readonly fix?: { readonly words: string; readonly change: Partial<JobDraft> }
  /** The Job that stands in the way. */
  readonly job?: { readonly namespace: string; readonly name: string }
}

const LABELS: Readonly<Record<string, string>> = {
  name: 'The name',
  namespace: 'The namespace',
  image: 'The image',
  words: 'The command',
  runTimeSeconds: 'The run time',
  sampleSeconds: 'The time between samples',
  parallelism: 'The number of pods at once',
  completions: 'The number of completions',
  backoffLimit: 'The number of retries',
  env: 'The environment',
  cpuRequest: 'The request',
  cpuLimit: 'The limit',
  memoryRequest: 'The request',
  memoryLimit: 'The limit',
}

const EMPTY: Readonly<Record<string, string>> = {
  name: 'A job needs a name.',
  namespace: 'A job needs a namespace to run in.',
  image: 'A job needs an image, such as busybox:1.36.',
  runTimeSeconds: 'Say for how many seconds it may run.',
  sampleSeconds: 'Say how many seconds lie between two samples.',
}

/** Everything that is to be said about what was typed, what blocks first. */
export function launchProblems(draft: JobDraft): readonly Problem[] {
  const input = jobInputOf(draft)
  const blocks = [...wordProblems(draft), ...schemaProblems(draft, input), ...manyPods(draft, input)].sort((a, b) => placeOf(a) - placeOf(b))
  const blocked = new Set(blocks.map(({ field }) => field))
  return [...blocks, ...warnings(draft, input).filter(({ field }) => !blocked.has(field))]
}

const ORDER = ['image', 'words', 'namespace', 'name', 'runTimeSeconds', 'sampleSeconds', 'parallelism', 'completions', 'backoffLimit', 'confirmed', 'env']

/** In the order of the form. */
function placeOf({ field }: Problem): number {
  const at = ORDER.indexOf(field.replace(/\..*$/, ''))
  return at < 0 ? ORDER.length : at
}

type Issue = { readonly path: readonly PropertyKey[]; readonly message: string }

/** The first fault of each field. What compares fields is only asked once each of them is sound: the ones that are not are taken as in a new form then. */
function schemaProblems(draft: JobDraft, input: JobInput): Problem[] {
  const faults = issuesOf(input)
  const unsound = new Set(faults.map(({ path: [top] }) => top))
  const sound = Object.fromEntries(Object.entries(input).map(([key, value]) => [key, unsound.has(key) ? SOUND[key] : value]))
  const all = unsound.size === 0 ? faults : [...faults, ...issuesOf(sound)]
  const found = new Map<string, Problem>()
  for (const issue of all) {
    const field = fieldOf(issue.path)
    if (!found.has(field)) found.set(field, problemOf(draft, field, issue.message))
  }
  return [...found.values()]
}

const SOUND: Readonly<Record<string, unknown>> = { ...jobDefaults, name: 'x', namespace: 'x', image: 'x' }

function issuesOf(input: unknown): readonly Issue[] {
  const parsed = JobInput.safeParse(input)
  return parsed.success ? [] : parsed.error.issues
}

/** The field of the form that a path of the input belongs to. */
function fieldOf([top, ...rest]: readonly PropertyKey[]): string {
  if (top === 'command' || top === 'args') return 'words'
  if (top === 'resources') return String(rest[0] ?? 'cpuRequest')
  if (top === 'env' && rest.length > 0) return `env.${String(rest[0])}.${String(rest[1] ?? 'name')}`
  return String(top)
}

function problemOf(draft: JobDraft, field: string, fragment: string): Problem {
  const typed: unknown = Reflect.get(draft, field)
  const [, index, part] = /^env\.(\d+)\.(\w+)$/.exec(field) ?? []
  if (index !== undefined) {
    const variable = draft.env[Number(index)]
    if (part === 'name' && variable?.name === '') return block(field, 'A variable needs a name.')
    return block(field, `The ${part} ${fragment}.`)
  }
  if (field === 'parallelism' && Number(draft.parallelism) > MAX_PARALLELISM)
    return block(
      field,
      `Binnacle starts at most ${MAX_PARALLELISM} pods at once. The cluster would take ${draft.parallelism.trim()}, and what it does to the nodes nobody can foresee.`,
    )
  if (typed === '' && EMPTY[field] !== undefined) return block(field, EMPTY[field])
  const problem = block(field, `${LABELS[field] ?? 'This'} ${fragment}.`)
  const fix = fixOf(draft, field)
  return fix === null ? problem : { ...problem, fix }
}

const block = (field: string, message: string): Problem => ({ field, tone: 'block', message })

function fixOf(draft: JobDraft, field: string): NonNullable<Problem['fix']> | null {
  if (field === 'name') {
    const name = cleanedName(draft.name)
    return name === '' || name === draft.name ? null : { words: `Use ${name}`, change: { name, nameTyped: true } }
  }
  if (field === 'image') {
    const image = draft.image.replace(/\s+/g, '')
    const sound = image !== draft.image && issuesOf({ ...jobInputOf(draft), image }).every(({ path: [top] }) => top !== 'image')
    return sound ? { words: `Use ${image}`, change: { image } } : null
  }
  if (field === 'namespace') {
    const namespace = cleanedName(draft.namespace).replaceAll('.', '-')
    return namespace === '' || namespace === draft.namespace ? null : { words: `Use ${namespace}`, change: { namespace } }
  }
  return null
}

function wordProblems({ words, wordsAre }: JobDraft): Problem[] {
  const split = splitCommand(words)
  if (!split.ok) return [block('words', split.message)]
  // A shell that is asked for is there: what it acts upon is its own.
  const [program = ''] = split.words
  if (split.literal.length === 0 || (wordsAre === 'command' && /(^|\/)(ba|a|da|z)?sh$/.test(program))) return []
  return [
    {
      field: 'words',
      tone: 'warn',
      message: `There is no shell: ${split.literal.join(' ')} goes to the program as it stands. For a shell, write sh -c '…'.`,
    },
  ]
}

function manyPods(draft: JobDraft, { parallelism }: JobInput): Problem[] {
  if (!(parallelism > MANY_PODS && parallelism <= MAX_PARALLELISM) || draft.confirmed.trim() === String(parallelism)) return []
  return [block('confirmed', `${parallelism} pods at once are many. Type ${parallelism} to confirm.`)]
}

/** The number without its unit, with `Mi`. */
const inMebibytes = (amount: string): string => `${amount.trim().replace(/[a-zA-Z]+$/, '')}Mi`

function warnings(draft: JobDraft, input: JobInput): Problem[] {
  return jobWarnings(input).map(({ field, message }): Problem => {
    const name = field.replace(/^resources\./, '')
    const warning: Problem = { field: name, tone: 'warn', message }
    if (name !== 'memoryRequest' && name !== 'memoryLimit') return warning
    const amount = inMebibytes(draft[name])
    return Number.parseFloat(amount) >= 4 ? { ...warning, fix: { words: `Use ${amount}`, change: { [name]: amount } } } : warning
  })
}
