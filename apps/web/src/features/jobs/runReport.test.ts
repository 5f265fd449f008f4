import type { RunRow, SampleRow } from '@binnacle/shared'
import { expect, test } from 'vitest'
import { csvCell, runCsv, runJson, runMarkdown } from './runReport.ts'
import { runRow, sampleRow } from './testing/runRows.ts'

const run: RunRow = runRow({
  state: 'ended',
  endedAt: 1_700_000_020,
  outcome: { verdict: 'failed', reason: 'BackoffLimitExceeded', exitCodes: [{ pod: 'p', container: 'main', exitCode: 3, reason: 'Error' }] },
})
const samples: SampleRow[] = [
  sampleRow(0),
  sampleRow(10, { pods: [{ uid: 'p', name: 'p', status: 'Running', startedAt: 1_700_000_001, ready: 1, containers: 1, restarts: 0 }] }),
  sampleRow(12, { kind: 'gap', until: 19, pods: [], inNamespace: null, why: 'Binnacle was not running, "really"' }),
]

test.each([
  ['=cmd()', `"'=cmd()"`],
  ['+1', `"'+1"`],
  ['-1', `"'-1"`],
  ['@SUM(A1)', `"'@SUM(A1)"`],
  ['\t=1', `"'\t=1"`],
  [' =1', `"' =1"`],
  ['a,b', '"a,b"'],
  ['say "x"', '"say ""x"""'],
  ['two\nlines', '"two\nlines"'],
  ['plain', 'plain'],
])('a cell %j is text to a spreadsheet', (value, cell) => {
  expect(csvCell(value)).toBe(cell)
})

test('a number stays one, also below zero', () => expect(csvCell(-1)).toBe('-1'))

test('the CSV has a line for each pod of each sample, and says gaps', () => {
  const lines = runCsv({ run, samples }).trim().split('\r\n')
  expect(lines).toHaveLength(4)
  expect(lines[2]).toBe('10,2023-11-14T22:13:30Z,sample,1,p,Running,2023-11-14T22:13:21Z,1,1,0,')
  expect(lines[3]).toContain('gap,,,,,,,,"Binnacle was not running, ""really"""')
})

test('the Markdown tells verdict and exit codes in words, and a name cannot break the table', () => {
  const odd = sampleRow(5, { pods: [{ uid: 'x', name: 'a|b<img>', status: 'Running', startedAt: null, ready: 0, containers: 1, restarts: 0 }] })
  const text = runMarkdown({ run, samples: [...samples, odd] })
  expect(text).toContain('# Job shop/hello: Failed')
  expect(text).toContain('exit code 3, ended with an error of its own')
  expect(text).toContain('a\\|b\\<img\\>')
  expect(text).toContain('T+12…19')
})

test('the JSON is the run and its samples', () => expect(JSON.parse(runJson({ run, samples }))).toEqual({ run, samples }))
