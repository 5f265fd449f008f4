import { describe, expect, it } from 'vitest'
import { containerFamily, hasLog, ranFor, runOf, stateWords } from './containerWords.ts'
import { defaultContainer } from './defaultContainer.ts'
import { container, ended, NOW, podDetail } from './testing/pods.ts'

const waiting = (reason: string) => container({ ready: false, state: { state: 'waiting', reason, message: '' } })

describe('the state of a container', () => {
  it.each([
    ['a ready one', container(), 'ok', 'Running', 'for'],
    ['one that starts', container({ ready: false, state: { state: 'running', since: NOW - 5 } }), 'progress', 'Running, not ready', 'for'],
    ['one that is not ready for long', container({ ready: false }), 'attention', 'Running, not ready', 'for'],
    ['an init container at work', container({ role: 'init', ready: false }), 'progress', 'Running', 'for'],
    ['one that is being created', waiting('ContainerCreating'), 'progress', 'ContainerCreating', undefined],
    ['one without an image', waiting('ImagePullBackOff'), 'fail', 'ImagePullBackOff', undefined],
    ['one that ended well', container({ state: ended({ exitCode: 0, reason: 'Completed' }) }), 'done', 'Completed', 'ago'],
    ['one that failed', container({ state: ended() }), 'fail', 'Error', 'ago'],
    ['one that was signalled', container({ state: ended({ exitCode: 0, signal: 9, reason: '' }) }), 'fail', 'Ended', 'ago'],
    ['one that nobody has seen', container({ state: { state: 'unknown' } }), 'unknown', 'No state yet', undefined],
  ] as const)('%s', (...row) => {
    const [, shown, family, words, how] = row
    expect(containerFamily(shown, NOW)).toBe(family)
    expect(stateWords(shown)).toMatchObject({ text: words, ...(how ? { when: { how } } : { when: null }) })
  })

  it('knows how long a run took, and whether there can be a log', () => {
    expect(ranFor({ ...ended(), state: 'terminated' } as never)).toBe(37)
    expect(hasLog(waiting('ImagePullBackOff'))).toBe(false)
    expect(hasLog({ ...waiting('CrashLoopBackOff'), last: ended() })).toBe(true)
  })

  it('names each run, so that a restarted container is read anew and a waiting one when it has begun', () => {
    expect(runOf(container({ restarts: 1 }))).not.toBe(runOf(container({ restarts: 2 })))
    expect(runOf(waiting('ContainerCreating'))).not.toBe(runOf(container()))
    expect(runOf(container({ restarts: 1 }))).toBe(runOf(container({ restarts: 1, state: ended() })))
  })
})

describe('the log that is shown first', () => {
  const init = container({ name: 'init', role: 'init', state: ended({ exitCode: 0 }) })
  const app = container({ name: 'app' })
  const side = container({ name: 'side' })

  it('is of the container that the pod names', () => {
    expect(defaultContainer(podDetail({ containers: [init, app, side], defaultContainer: 'side' }))?.name).toBe('side')
  })
  it('is else of the one in trouble', () => {
    const broken = { ...waiting('CrashLoopBackOff'), name: 'broken' }
    expect(defaultContainer(podDetail({ containers: [init, app, broken], defaultContainer: null }))?.name).toBe('broken')
    expect(defaultContainer(podDetail({ containers: [init, app, broken], defaultContainer: 'app' }))?.name).toBe('app')
  })
  it('is else of the first main one', () => {
    expect(defaultContainer(podDetail({ containers: [init, app, side] }))?.name).toBe('app')
    expect(defaultContainer(podDetail({ containers: [] }))).toBeNull()
  })
})
