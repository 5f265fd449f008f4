import { JobDraft } from './JobDraft.ts'

const KEY = 'binnacle.job-draft'
/** Whole, values of variables included: these are in memory only. */
const inMemory = new Map<string, JobDraft>()

const keyOf = (context: string): string => `${KEY}.${context}`

/** What was typed into the launch form of a context. It survives a reload, but for the values of variables: they may be secret. */
export const keptDrafts = {
  /** `valuesLost`: variables were given values before a reload. */
  read: (context: string): { readonly draft: JobDraft; readonly valuesLost: boolean } | null => {
    const draft = inMemory.get(context)
    if (draft) return { draft, valuesLost: false }
    const stored = parsed(sessionStorage.getItem(keyOf(context)))
    return stored === null ? null : { draft: stored, valuesLost: stored.env.length > 0 }
  },
  write: (context: string, draft: JobDraft): void => {
    inMemory.set(context, draft)
    const safe: JobDraft = { ...draft, env: draft.env.map(({ name }) => ({ name, value: '' })) }
    try {
      sessionStorage.setItem(keyOf(context), JSON.stringify(safe))
    } catch {
      // A browser that stores nothing (more): then the draft ends with the page.
    }
  },
  forget: (context: string): void => {
    inMemory.delete(context)
    sessionStorage.removeItem(keyOf(context))
  },
}

function parsed(text: string | null): JobDraft | null {
  try {
    const draft = JobDraft.safeParse(JSON.parse(text ?? 'null'))
    return draft.success ? draft.data : null
  } catch {
    return null
  }
}
