import { expect, it } from 'vitest'
import { podColumns } from './podColumns.tsx'
import { podFilter } from './podFilter.ts'
import { crashing, NOW, podRow } from './testing/podRow.ts'

const pods = [
  podRow('web-1'),
  podRow('db-0', { node: 'node-2', ip: '10.0.0.9' }),
  podRow('crash', crashing),
  podRow('new', { status: 'Pending', ready: 0, created: NOW - 5, why: null }),
]
const found = (text: string, now = NOW * 1000) => pods.filter(podFilter(text, podColumns, () => now) ?? (() => true)).map((pod) => pod.name)

it.each([
  ['', ['web-1', 'db-0', 'crash', 'new']],
  ['WEB', ['web-1']],
  ['node-2', ['db-0']],
  ['10.0.0.9', ['db-0']],
  ['1/1 node-1', ['web-1']],
  ['status:failing', ['crash']],
  ['status:starting', ['new']],
  ['status:crashloop', ['crash']],
  ['shop crash', ['crash']],
  ['nothing', []],
])('"%s"', (text, names) => {
  expect(found(text)).toEqual(names)
})

it('a pod that waits too long needs attention, without anything being said about it', () => {
  expect(found('status:attention', (NOW + 60) * 1000)).toContain('new')
  expect(found('status:starting', (NOW + 60) * 1000)).toEqual([])
})
