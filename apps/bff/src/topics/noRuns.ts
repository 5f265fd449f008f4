import type { ObjectRow } from '@binnacle/shared'
import type { Watched } from '../kube/Source.ts'
import type { RunSources } from './LiveCluster.ts'

const empty = <Row extends ObjectRow>(): Watched<Row> => ({
  source: { rows: new Map<string, Row>(), state: { state: 'live' }, epoch: 1, subscribe: () => () => undefined },
  retry: () => undefined,
  release: () => undefined,
})

/** Where no runs are kept. */
export const noRuns: RunSources = { list: empty, samples: empty, logs: empty }
