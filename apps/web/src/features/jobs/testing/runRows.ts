import type { RunRow, SampleRow } from '@binnacle/shared'

/** When the run of these rows began. */
export const STARTED = 1_700_000_000

export const runRow = (more: Partial<RunRow> = {}): RunRow => ({
  uid: 'u-run',
  namespace: 'shop',
  name: 'hello',
  created: STARTED,
  state: 'running',
  exists: true,
  image: 'busybox:1.36',
  command: ['sh', '-c', 'sleep 100'],
  args: [],
  containers: ['main'],
  runTimeSeconds: 60,
  sampleSeconds: 10,
  atEnd: 'keepHour',
  deadlineSeconds: 60,
  startedAt: STARTED,
  endedAt: null,
  terminatedAt: null,
  outcome: null,
  message: '',
  waiting: null,
  active: 1,
  succeeded: 0,
  failed: 0,
  completions: null,
  parallelism: 1,
  samples: 0,
  counts: [],
  watchedSince: STARTED,
  ...more,
})

export const sampleRow = (offset: number, more: Partial<SampleRow> = {}): SampleRow => ({
  uid: `s-${offset}`,
  namespace: 'shop',
  name: String(offset).padStart(6, '0'),
  created: STARTED + offset,
  kind: 'sample',
  offset,
  until: null,
  inNamespace: 1,
  pods: [],
  more: 0,
  why: '',
  ...more,
})
