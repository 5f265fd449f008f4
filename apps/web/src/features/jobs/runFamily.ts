import type { Family, RunRow } from '@binnacle/shared'
import { verdictFamily } from './verdictWords.ts'

/** What a run's state means to a person. */
export function runFamily({ state, outcome, waiting, failed }: Pick<RunRow, 'state' | 'outcome' | 'waiting' | 'failed'>): Family {
  switch (state) {
    case 'starting':
      return waiting === null ? 'progress' : 'attention'
    case 'running':
      return failed > 0 ? 'attention' : 'ok'
    case 'ending':
      return 'leaving'
    case 'ended':
      return outcome === null ? 'unknown' : verdictFamily[outcome.verdict]
    default:
      return state satisfies never
  }
}
