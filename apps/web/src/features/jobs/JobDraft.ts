import { AtEnd, type JobPreset, jobDefaults, jobPresets, quoteWord, type RunRow } from '@binnacle/shared'
import * as z from 'zod/mini'

const Variable = z.object({ name: z.string(), value: z.string() })

/** A launch form as it is typed: everything is text until it is sent, so that nothing typed is changed or lost. */
export const JobDraft = z.object({
  preset: z.enum(['own', 'hello', 'log', 'fails', 'completes']),
  image: z.string(),
  words: z.string(),
  /** What the words are: arguments for the image's own program, or all that is run. */
  wordsAre: z.enum(['args', 'command']),
  namespace: z.string(),
  name: z.string(),
  /** The name was typed: it follows preset and image no more. */
  nameTyped: z.boolean(),
  runTimeSeconds: z.string(),
  sampleSeconds: z.string(),
  atEnd: AtEnd,
  parallelism: z.string(),
  /** The number typed again to confirm many pods at once. */
  confirmed: z.string(),
  completions: z.string(),
  backoffLimit: z.string(),
  env: z.array(Variable),
  cpuRequest: z.string(),
  cpuLimit: z.string(),
  memoryRequest: z.string(),
  memoryLimit: z.string(),
})
export type JobDraft = z.infer<typeof JobDraft>

const [first] = jobPresets

export function newDraft(namespace: string): JobDraft {
  const empty: JobDraft = {
    preset: 'own',
    image: '',
    words: '',
    wordsAre: 'args',
    namespace,
    name: '',
    nameTyped: false,
    runTimeSeconds: String(jobDefaults.runTimeSeconds),
    sampleSeconds: String(jobDefaults.sampleSeconds),
    atEnd: jobDefaults.atEnd,
    parallelism: String(jobDefaults.parallelism),
    confirmed: '',
    completions: '',
    backoffLimit: String(jobDefaults.backoffLimit),
    env: [],
    cpuRequest: '',
    cpuLimit: '',
    memoryRequest: '',
    memoryLimit: '',
  }
  return first === undefined ? empty : { ...empty, ...ofPreset(first, empty) }
}

/** What choosing a preset changes. A name that was typed stays. */
export function ofPreset(preset: JobPreset, { nameTyped, name }: Pick<JobDraft, 'nameTyped' | 'name'>): Partial<JobDraft> {
  return {
    preset: preset.id,
    image: preset.image,
    ...wordsOf(preset),
    runTimeSeconds: String(preset.runTimeSeconds),
    name: nameTyped ? name : preset.name,
  }
}

/** The same job once more. What a run does not hold (variables, resources, retries) is as in a new form. */
export function ofRun(run: RunRow): JobDraft {
  return {
    ...newDraft(run.namespace),
    preset: 'own',
    image: run.image,
    ...wordsOf(run),
    name: nextName(run.name),
    nameTyped: true,
    runTimeSeconds: String(run.runTimeSeconds),
    sampleSeconds: String(run.sampleSeconds),
    atEnd: run.atEnd,
    parallelism: String(run.parallelism ?? 1),
    completions: run.completions === null ? '' : String(run.completions),
  }
}

/** `name` → `name-2` → `name-3`, within the 63 characters of a Job's name. */
export function nextName(name: string): string {
  const [, stem = name, number = '1'] = /^(.*?)(?:-(\d{1,4}))?$/.exec(name) ?? []
  const suffix = `-${Number(number) + 1}`
  return `${stem.slice(0, 63 - suffix.length)}${suffix}`
}

/** The last part of an image's address without its tag, as a proposal for a name. */
export function imageName(image: string): string {
  return image.replace(/@.*$/, '').replace(/^.*\//, '').replace(/:.*$/, '')
}

function wordsOf({ command, args }: { readonly command: readonly string[]; readonly args: readonly string[] }): Pick<JobDraft, 'words' | 'wordsAre'> {
  return { words: [...command, ...args].map(quoteWord).join(' '), wordsAre: command.length > 0 ? 'command' : 'args' }
}
