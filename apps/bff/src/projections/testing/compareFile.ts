import { readFileSync } from 'node:fs'
import { compareTable, type Recording } from './compareRecording.ts'

const [file] = process.argv.slice(2)
if (file === undefined) throw new Error('which recording?')
const recording = JSON.parse(readFileSync(file, 'utf8')) as Recording // the border: e2e/golden wrote it
const compared = recording.tables.map(compareTable)
for (const { differences } of compared) for (const difference of differences) process.stdout.write(`${difference}\n`)
for (const { title, passed, failed } of compared) process.stdout.write(`${title}: ${passed} lines equal, ${failed} differ\n`)
const failed = compared.reduce((sum, one) => sum + one.failed, 0)
const passed = compared.reduce((sum, one) => sum + one.passed, 0)
process.stdout.write(`compared with kubectl ${recording.kubectl} on apiserver ${recording.apiserver}\n${passed} passed, ${failed} failed\n`)
if (failed > 0 || passed === 0) process.exitCode = 1
