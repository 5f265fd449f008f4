import { readFileSync } from 'node:fs'
import { type RecordedRollouts, rolloutDifferences } from './compareRollouts.ts'

const [file] = process.argv.slice(2)
if (file === undefined) throw new Error('which recording?')
const recording = JSON.parse(readFileSync(file, 'utf8')) as RecordedRollouts // the border: e2e/golden wrote it
const differences = rolloutDifferences(recording)
for (const difference of differences) process.stdout.write(`${difference}\n`)
process.stdout.write(`compared with kubectl ${recording.kubectl}\n${recording.samples.length} samples, ${differences.length} differences\n`)
if (differences.length > 0 || recording.samples.length === 0) process.exitCode = 1
