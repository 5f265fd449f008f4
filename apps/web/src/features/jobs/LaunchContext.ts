import { createContext, use } from 'react'
import type { JobDraft } from './JobDraft.ts'
import type { Problem } from './launchProblems.ts'

/** A launch form while it is being filled in. */
export type Launch = {
  readonly draft: JobDraft
  /** Changes what was typed. */
  change(change: Partial<JobDraft>): void
  /** What is said beside a field now: nothing before it was left for the first time. */
  said(field: string): readonly Problem[]
  /** The field was left. */
  touch(field: string): void
}

export const LaunchContext = createContext<Launch | null>(null)

export function useLaunch(): Launch {
  const launch = use(LaunchContext)
  if (!launch) throw new Error('LaunchContext is missing above this component')
  return launch
}
