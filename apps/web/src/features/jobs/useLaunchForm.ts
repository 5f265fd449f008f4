import { cleanedName, type JobInput } from '@binnacle/shared'
import { useMemo, useState } from 'react'
import { useStanding } from '../../page/useRefusal.ts'
import { useLive } from '../../topics/LiveContext.tsx'
import { useRows } from '../../topics/useRows.ts'
import { useTopic } from '../../topics/useTopic.ts'
import { imageName, type JobDraft, newDraft, nextName } from './JobDraft.ts'
import { jobInputOf } from './jobInputOf.ts'
import { keptDrafts } from './keptDrafts.ts'
import type { Launch } from './LaunchContext.ts'
import { launchProblems, type Problem } from './launchProblems.ts'

export type LaunchForm = Launch & {
  readonly input: JobInput
  readonly problems: readonly Problem[]
  readonly blocks: readonly Problem[]
  readonly valuesLost: boolean
  /** Everything is said now, also about fields that were not left yet. */
  touchAll(): void
}

/** What was typed, where it is kept, and what is said about it. `namespace`: where a new form begins. */
export function useLaunchForm(namespace: string): LaunchForm {
  const { context } = useLive()
  const [kept] = useState(() => keptDrafts.read(context))
  const [draft, setDraft] = useState<JobDraft>(() => kept?.draft ?? newDraft(namespace))
  const [touched, setTouched] = useState<ReadonlySet<string> | 'all'>(new Set<string>())
  const cluster = useClusterProblems(draft)
  const problems = useMemo(() => {
    const found = launchProblems(draft)
    const taken = new Set(found.filter(({ tone }) => tone === 'block').map(({ field }) => field))
    return [...found, ...cluster.filter(({ field }) => !taken.has(field))]
  }, [draft, cluster])
  return {
    draft,
    input: useMemo(() => jobInputOf(draft), [draft]),
    problems,
    blocks: problems.filter(({ tone }) => tone === 'block'),
    valuesLost: (kept?.valuesLost ?? false) && draft.env.some(({ name, value }) => name !== '' && value === ''),
    change: (change) =>
      setDraft((before) => {
        const after = named({ ...before, ...change })
        keptDrafts.write(context, after)
        return after
      }),
    said: (field) => (touched === 'all' || touched.has(field) ? problems.filter((problem) => problem.field === field) : []),
    touch: (field) => setTouched((before) => (before === 'all' || before.has(field) ? before : new Set([...before, field]))),
    touchAll: () => setTouched('all'),
  }
}

/** Until a name is typed it follows the image. */
function named(draft: JobDraft): JobDraft {
  return draft.nameTyped || draft.preset !== 'own' ? draft : { ...draft, name: cleanedName(imageName(draft.image)) }
}

/** What the cluster and the guard rails would say, as far as this tab can see it. */
function useClusterProblems({ namespace, name }: JobDraft): readonly Problem[] {
  const standing = useStanding()
  const known = useTopic('namespaces', {})
  const namespaces = useRows(known.collection)
  const jobs = useTopic('jobs', namespace !== '' && namespaces.some((row) => row.name === namespace) ? { namespaces: [namespace] } : null)
  const rows = useRows(jobs.collection)
  return useMemo(() => {
    const found: Problem[] = []
    const there = namespaces.find((row) => row.name === namespace)
    if (standing.protectedNamespaces.includes(namespace))
      found.push({ field: 'namespace', tone: 'block', message: `${namespace} keeps the cluster running: Binnacle changes nothing in it.` })
    else if (there?.status === 'Terminating')
      found.push({ field: 'namespace', tone: 'warn', message: `The namespace ${namespace} is being deleted: it takes nothing new.` })
    else if (known.state.state === 'live' && namespaces.length > 0 && !there && namespace !== '')
      found.push({ field: 'namespace', tone: 'warn', message: `There is no namespace ${namespace}, or it was deleted.` })
    const taken = new Set(rows.map((row) => row.name))
    if (taken.has(name)) {
      let free = nextName(name)
      while (taken.has(free)) free = nextName(free)
      found.push({
        field: 'name',
        tone: 'block',
        message: `A Job named ${name} exists already.`,
        fix: { words: `Use ${free}`, change: { name: free, nameTyped: true } },
        job: { namespace, name },
      })
    }
    return found
  }, [standing, namespaces, known.state.state, rows, namespace, name])
}
