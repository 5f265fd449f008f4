import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { compareTable, type Recording } from './testing/compareRecording.ts'

const recording = JSON.parse(readFileSync(new URL('../../../../e2e/golden/recordings/kubectl-1.36.json', import.meta.url), 'utf8')) as Recording

describe(`rows print what kubectl ${recording.kubectl} printed`, () => {
  it.each(recording.tables.map((table) => [table.title, table] as const))('%s, byte for byte', (_title, table) => {
    expect(compareTable(table).differences).toEqual([])
  })

  it('over at least 60 pods, and every other kind', () => {
    const kinds = Object.fromEntries(recording.tables.map(({ kind, objects }) => [kind, objects.length]))
    expect(kinds['pods']).toBeGreaterThanOrEqual(60)
    expect(Object.keys(kinds).sort()).toEqual(['deployments', 'events', 'namespaces', 'nodes', 'pods', 'replicasets', 'replicationcontrollers'])
  })
})
