import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { ran } from '../testing/ran.ts'

type Outcome = { readonly stdout: string; readonly stderr: string; readonly exitCode: number }
type Recorded = { readonly script: string; readonly agnhost: Outcome; readonly busybox: Outcome }

const recorded: readonly Recorded[] = JSON.parse(readFileSync(new URL('recorded/snippets.json', import.meta.url), 'utf8'))

describe('says what the shell of a real pod said to', () => {
  it.for(recorded)('agnhost: $script', ({ script, agnhost }) => {
    expect(ran(['sh', '-c', script])).toEqual(agnhost)
  })

  it.for(recorded.filter(({ script }) => !script.includes('curl')))('busybox: $script', ({ script, busybox }) => {
    const image = { image: 'busybox:1.36', command: ['sh', '-c', 'while true; do sleep 60; done'], args: null, hostname: 'bb' }
    expect(ran(['sh', '-c', script], image)).toEqual(busybox)
  })
})
