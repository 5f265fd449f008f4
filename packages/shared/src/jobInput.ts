import * as z from 'zod/mini'
import { ImageReference } from './deploymentCommands.ts'
import { AtEnd } from './jobRows.ts'
import { Label, Subdomain } from './kubeNames.ts'
import { Quantity, quantityValue } from './quantity.ts'
import { MAX_SAMPLES } from './runRows.ts'

/** The longest run: one day. */
export const MAX_RUN_SECONDS = 86_400
/** The apiserver would take a million pods at once. Above `MANY_PODS` a person is asked to type the number. */
export const MAX_PARALLELISM = 100
export const MANY_PODS = 10

export const RunSeconds = z
  .int('must be whole seconds')
  .check(z.gte(1, 'must be at least 1 second'), z.lte(MAX_RUN_SECONDS, 'must be at most 86,400 seconds (one day)'))

/** Text that a process can be given: no NUL, no half of a surrogate pair. */
const Text = z.string().check(z.maxLength(32_768, 'must be at most 32,768 characters'), z.regex(/^[^\0\p{Cs}]*$/u, 'must be valid text without NUL'))
const Words = z.array(Text).check(z.maxLength(100, 'must be at most 100 words'))
const EnvName = z.string().check(z.maxLength(1024), z.regex(/^[ -<>-~]+$/, 'must be printable ASCII without "="'))
const Amount = z.nullable(Quantity)

export const JobResources = z.strictObject({ cpuRequest: Amount, cpuLimit: Amount, memoryRequest: Amount, memoryLimit: Amount })
export type JobResources = z.infer<typeof JobResources>

const JobFields = z.strictObject({
  /** A Job's name is a label of its pods, so 63 characters are the most. */
  name: Subdomain.check(z.maxLength(63, 'must be at most 63 characters')),
  namespace: Label,
  image: ImageReference,
  /** Replaces the image's entrypoint; empty leaves it. */
  command: Words,
  args: Words,
  runTimeSeconds: RunSeconds,
  sampleSeconds: z.int('must be whole seconds').check(z.gte(1, 'must be at least 1 second'), z.lte(3600, 'must be at most 3,600 seconds (one hour)')),
  atEnd: AtEnd,
  parallelism: z.int('must be a whole number').check(z.gte(1, 'must be at least 1'), z.lte(MAX_PARALLELISM, 'must be at most 100')),
  /** Null: one pod that ends well is enough. */
  completions: z.nullable(z.int('must be a whole number').check(z.gte(0, 'must be at least 0'), z.lte(10_000, 'must be at most 10,000'))),
  backoffLimit: z.int('must be a whole number').check(z.gte(0, 'must be at least 0'), z.lte(100, 'must be at most 100')),
  env: z.array(z.strictObject({ name: EnvName, value: Text })).check(z.maxLength(100, 'must be at most 100 variables')),
  resources: JobResources,
})

const isWithin = (request: string | null, limit: string | null): boolean =>
  request === null || limit === null || (quantityValue(request) ?? 0) <= (quantityValue(limit) ?? 0)

/** Each number has its own sentence when it is wrong by itself. */
const isFewSamples = (runTime: number, sample: number): boolean => runTime > MAX_RUN_SECONDS || sample < 1 || runTime / sample <= MAX_SAMPLES

/** What a timed job is launched with. What the apiserver would take and no person can mean is refused here, beside the field. */
export const JobInput = JobFields.check(
  z.refine(({ runTimeSeconds, sampleSeconds }) => isFewSamples(runTimeSeconds, sampleSeconds), {
    error: 'would make more than 1,000 samples: sample less often',
    path: ['sampleSeconds'],
  }),
  z.refine(({ env }) => new Set(env.map(({ name }) => name)).size === env.length, { error: 'names a variable twice', path: ['env'] }),
  z.refine(({ resources }) => isWithin(resources.cpuRequest, resources.cpuLimit), { error: 'must not be above the limit', path: ['resources', 'cpuRequest'] }),
  z.refine(({ resources }) => isWithin(resources.memoryRequest, resources.memoryLimit), {
    error: 'must not be above the limit',
    path: ['resources', 'memoryRequest'],
  }),
)
export type JobInput = z.infer<typeof JobInput>

/** A form begins with these. */
export const jobDefaults = {
  command: [],
  args: [],
  runTimeSeconds: 60,
  sampleSeconds: 10,
  atEnd: 'keepHour',
  parallelism: 1,
  completions: null,
  backoffLimit: 0,
  env: [],
  resources: { cpuRequest: null, cpuLimit: null, memoryRequest: null, memoryLimit: null },
} as const satisfies Partial<JobInput>
