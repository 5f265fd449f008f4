import { describe, expect, it } from 'vitest'
import { exitCodeInWords, signalName } from './exitCode.ts'

describe('how a container ended, in words', () => {
  it.each([
    [{ exitCode: 0 }, 'ended well'],
    [{ exitCode: 1 }, 'ended with an error'],
    [{ exitCode: 126 }, 'the command was found but could not be executed'],
    [{ exitCode: 127 }, 'the command was not found'],
    [{ exitCode: 137 }, 'killed by SIGKILL: stopped by force'],
    [{ exitCode: 143 }, 'killed by SIGTERM: it was asked to stop'],
    [{ exitCode: 139 }, 'killed by SIGSEGV: it touched memory that is not its own'],
    [{ exitCode: 168 }, 'killed by signal 40'],
    [{ exitCode: 42 }, 'ended with an error of its own'],
    [{ exitCode: 255 }, 'ended with an error outside the usual range'],
    [{ exitCode: 0, signal: 9 }, 'killed by SIGKILL: stopped by force'],
    [{ exitCode: 137, reason: 'OOMKilled' }, 'killed because it needed more memory than its limit'],
    [{ exitCode: 128, reason: 'StartError' }, 'it could not be started'],
    [{ exitCode: 137, reason: 'Error' }, 'killed by SIGKILL: stopped by force'],
    [{ exitCode: 1, reason: 'constructor' }, 'ended with an error'],
  ])('%o: %s', (ending, words) => {
    expect(exitCodeInWords(ending)).toBe(words)
  })

  it('names signals', () => {
    expect([signalName(9), signalName(15), signalName(99)]).toEqual(['SIGKILL', 'SIGTERM', 'signal 99'])
  })
})
