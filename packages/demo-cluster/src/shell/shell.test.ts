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

describe('a script that goes wrong', () => {
  it.for([
    ["eval 'if'", 'sh: syntax error: unexpected end of file'],
    ['echo ${X:?gone} | cat', 'sh: X: gone'],
    ["trap 'fi' EXIT", 'sh: syntax error: unexpected "fi"'],
    ["echo x | grep '['", "grep: bad regex '['"],
  ] as const)('%s says so and does no more', ([script, said]) => {
    const { stderr, exitCode } = ran(['sh', '-c', script])
    expect(stderr).toContain(said)
    expect(stderr).not.toContain('Segmentation')
    expect(exitCode).not.toBe(139)
  })
})
