import { readFileSync } from 'node:fs'
import { PodRow } from '@binnacle/shared'
import { describe, expect, test } from 'vitest'
import { ProtobufReader } from '../kube/ProtobufReader.ts'
import { encodeProtobuf, UNKNOWN_FIELDS } from '../kube/testing/encodeProtobuf.ts'
import { podRow } from '../projections/podRow.ts'
import { podShape } from '../projections/podShape.ts'
import type { Recording } from '../projections/testing/compareRecording.ts'

const recording = JSON.parse(readFileSync(new URL('../../../../e2e/golden/recordings/kubectl-1.36.json', import.meta.url), 'utf8')) as Recording
const pods = recording.tables.filter(({ kind }) => kind === 'pods').flatMap(({ objects }) => objects)
const reader = new ProtobufReader(podShape)

/** The same pod through protobuf, among fields that no row reads. */
const throughProtobuf = (pod: unknown): PodRow => podRow(reader.read(encodeProtobuf(pod, podShape, UNKNOWN_FIELDS)))

describe('a pod’s row is the same from protobuf as from JSON', () => {
  test('of every recorded pod', () => {
    expect(pods.length).toBeGreaterThanOrEqual(60)
    expect(pods.map(throughProtobuf)).toEqual(pods.map(podRow))
  })

  test('of 3000 pods put together from parts of all of them (seeded)', () => {
    const random = seeded(7)
    for (let round = 0; round < 3000; round++) {
      const pod = mixed(random)
      const row = throughProtobuf(pod)
      expect(PodRow.safeParse(row).error).toBeUndefined()
      expect(row).toEqual(podRow(pod))
    }
  })
})

/** Each field of metadata, spec and status from any of the pods, or left out. */
function mixed(random: () => number): unknown {
  const any = (): unknown => pods[Math.floor(random() * pods.length)]
  const parts = ['metadata', 'spec', 'status'].map((part) => {
    const names = new Set(pods.flatMap((pod) => Object.keys(Object(Reflect.get(Object(pod), part)))))
    const fields = [...names].filter((name) => name === 'uid' || random() < 0.8).map((name) => [name, valueIn(any(), part, name)])
    return [part, Object.fromEntries(fields)]
  })
  return Object.fromEntries(parts)
}

function valueIn(pod: unknown, part: string, name: string): unknown {
  return Reflect.get(Object(Reflect.get(Object(pod), part)), name)
}

function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}
