import type { Family, JobRow, RunRow, Verdict } from '@binnacle/shared'

/** What a verdict means at a glance: the time that was up is what was asked for. */
export const verdictFamily: Readonly<Record<Verdict, Family>> = {
  'terminated on time': 'ok',
  completed: 'ok',
  'terminated by you': 'off',
  'deleted by someone else': 'attention',
  failed: 'fail',
  'could not start': 'fail',
}

const TITLES: Readonly<Record<Verdict, string>> = {
  'terminated on time': 'Terminated on time',
  completed: 'Completed',
  'terminated by you': 'Terminated by you',
  'deleted by someone else': 'Deleted by someone else',
  failed: 'Failed',
  'could not start': 'Could not start',
}

export function verdictTitle(verdict: Verdict): string {
  return TITLES[verdict]
}

/** Seconds as a person says them: `41 s`, `5 min`, `5 min 20 s`, `2 h`. */
export function spanWords(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds))
  if (whole < 120) return `${whole} s`
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60]
  return [hours > 0 ? `${hours} h` : '', minutes > 0 ? `${minutes} min` : '', rest > 0 && hours === 0 ? `${rest} s` : '']
    .filter((part) => part !== '')
    .join(' ')
}

/** How long a run took, in seconds; null where it never began or nobody knows its end. */
export function tookSeconds({ startedAt, endedAt }: Pick<RunRow, 'startedAt' | 'endedAt'>): number | null {
  return startedAt === null || endedAt === null ? null : Math.max(0, Math.round(endedAt - startedAt))
}

type Ended = Pick<RunRow, 'outcome' | 'startedAt' | 'endedAt' | 'terminatedAt' | 'deadlineSeconds' | 'runTimeSeconds' | 'message'>

/** One sentence about how it ended. */
export function verdictSentence(run: Ended): string {
  const { outcome, startedAt, terminatedAt, deadlineSeconds, runTimeSeconds } = run
  const took = tookSeconds(run)
  const at = took === null ? '' : ` at T+${took} s`
  const deadline = deadlineSeconds ?? runTimeSeconds
  if (outcome === null) return 'Nobody knows how it ended: Binnacle did not see it, and the Job is gone.'
  switch (outcome.verdict) {
    case 'terminated on time':
      return `Its ${spanWords(deadline)} were up, and the cluster ended it.`
    case 'terminated by you':
      return `It was ended through Binnacle${terminatedAt === null || startedAt === null ? at : ` at T+${Math.max(0, Math.round(terminatedAt - startedAt))} s`}, before its time.`
    case 'completed':
      return took === null || took >= deadline
        ? 'It did its work and ended by itself.'
        : `It did its work and ended by itself${at}, ${spanWords(deadline - took)} before its time.`
    case 'failed':
      return `It failed${at}.`
    case 'could not start':
      return 'No container of it ever ran.'
    case 'deleted by someone else':
      return `Somebody deleted the Job${at}, before its time.`
    default:
      return outcome.verdict satisfies never
  }
}

/** Seconds until its time is up; null while it has not begun. `now` in seconds. */
export function secondsLeft({ startedAt, deadlineSeconds }: Pick<RunRow, 'startedAt' | 'deadlineSeconds'>, now: number): number | null {
  return startedAt === null || deadlineSeconds === null ? null : Math.max(0, Math.ceil(startedAt + deadlineSeconds - now))
}

/** A run in a few words, for a line of a list: how much time is left, or how it ended. `now` in seconds. */
export function runWords(run: Pick<RunRow, 'state' | 'outcome' | 'startedAt' | 'deadlineSeconds' | 'waiting'>, now: number): string {
  if (run.state === 'ended') return run.outcome === null ? 'Ended, nobody knows how' : verdictTitle(run.outcome.verdict)
  if (run.state === 'ending') return 'Ending'
  const left = secondsLeft(run, now)
  if (left === null) return 'Not started yet'
  return `${run.waiting === null ? '' : `${run.waiting.reason} · `}${leftWords(left, run.deadlineSeconds ?? 0)}`
}

export function leftWords(left: number, of: number): string {
  return left === 0 ? 'time is up' : `${spanWords(left)} left of ${spanWords(of)}`
}

/** The same from the Job alone, as the list has it. Empty for a Job that Binnacle did not launch. */
export function jobRunWords({ run, conditions, startedAt, activeDeadlineSeconds }: JobRow, now: number): string {
  if (run === null) return ''
  if (run.outcome !== null) return verdictTitle(run.outcome.verdict)
  if (isDecided({ conditions })) return 'Ending'
  const left = secondsLeft({ startedAt, deadlineSeconds: activeDeadlineSeconds }, now)
  return left === null ? 'Not started yet' : leftWords(left, activeDeadlineSeconds ?? 0)
}

const DECIDED = new Set(['Complete', 'Failed', 'FailureTarget', 'SuccessCriteriaMet'])

/** How it ends is decided; its pods may still be leaving. */
export function isDecided({ conditions }: Pick<JobRow, 'conditions'>): boolean {
  return conditions.some(({ type, status }) => status === 'True' && DECIDED.has(type))
}
