import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const ROOT = new URL('.', import.meta.url)
const SOURCES = readdirSync(ROOT, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))

const TIME =
  /\bDate\.now\b|\bDate\(\s*\)|\bnew Date\b(?!\()|\bperformance\b|\bhrtime\b|\bnode:(?:timers|perf_hooks)\b|\bset(?:Timeout|Interval|Immediate)\b|\bAbortSignal\.timeout\b/
const CHANCE = /\bMath\.random\b|\brandom(?:UUID|Int|Bytes|Fill|FillSync)\b|\bgetRandomValues\b/

/** The sources that hold such a thing outside of comments. */
function holding(what: RegExp): readonly string[] {
  const isComment = (line: string) => /^\s*(?:\/?\*|\/\/)/.test(line)
  const lines = (path: string) => readFileSync(new URL(path, ROOT), 'utf8').split('\n')
  return SOURCES.filter((path) => lines(path).some((line) => !isComment(line) && what.test(line))).sort()
}

test('time is read and timers are set by the clock alone', () => {
  expect(holding(TIME)).toEqual(['clock.ts'])
})

test('chance is drawn from the seed alone, but for a seed that was left out and the audit ids of answers', () => {
  // The ids come from the machine: were they drawn with the seed, whoever only reads would change the cluster's life.
  expect(holding(CHANCE)).toEqual(['apiserver/http/send.ts', 'createCluster.ts'])
})
