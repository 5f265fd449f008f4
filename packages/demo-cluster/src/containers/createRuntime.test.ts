import { describe, expect, it } from 'vitest'
import { started } from '../testing/started.ts'

const AGNHOST = 'registry.k8s.io/e2e-test-images/agnhost:2.63.0'

describe('a container of agnhost', () => {
  it('serves netexec over HTTP and logs each request as klog does', () => {
    const { clock, container, output } = started({ image: AGNHOST, args: ['netexec', '--http-port=8080', '--udp-port=-1'] })
    clock.advance(1)
    expect(container.serves(8080)?.({ method: 'GET', path: '/echo?msg=Hello+World!', headers: {}, body: '' })).toMatchObject({
      status: 200,
      body: 'Hello World!',
    })
    expect(container.serves(8080)?.({ method: 'GET', path: '/hostname', headers: {}, body: '' }).body).toBe('web-0')
    expect(container.serves(9090)).toBeUndefined()
    expect(output().stderr.split('\n').slice(0, 2)).toEqual([
      'I0101 00:00:00.000000       1 log.go:244] Started HTTP server on port 8080',
      'I0101 00:00:00.001000       1 log.go:244] GET /echo?msg=Hello World!&code=',
    ])
  })

  it('goes on serving until its delayed shutdown is over', () => {
    const { clock, container, exit } = started({ image: AGNHOST, args: ['netexec', '--delay-shutdown=3', '--http-override=/echo?msg=still+here'] })
    clock.advance(1)
    container.kill('SIGTERM')
    clock.advance(2_999)
    expect(container.serves(8080)?.({ method: 'GET', path: '/', headers: {}, body: '' }).body).toBe('still here')
    expect(exit()).toBeNull()
    clock.advance(2)
    expect(exit()).toEqual({ exitCode: 0 })
    expect(container.serves(8080)).toBeUndefined()
  })

  it('ends with the code that /exit asks for', () => {
    const { clock, container, exit } = started({ image: AGNHOST, args: ['netexec'] })
    clock.advance(1)
    container.serves(8080)?.({ method: 'GET', path: '/exit?code=3', headers: {}, body: '' })
    expect(exit()).toBeNull()
    clock.advance(0)
    expect(exit()).toEqual({ exitCode: 3 })
  })

  it('writes as many log lines in a time as it is asked for', () => {
    const { clock, output, exit } = started({ image: AGNHOST, args: ['logs-generator', '--log-lines-total=5', '--run-duration=10s'] })
    clock.advance(5_000)
    expect(output().stderr.trim().split('\n')).toHaveLength(3)
    clock.advance(5_000)
    expect(exit()).toEqual({ exitCode: 0 })
  })

  it('is killed by the kernel when it takes more memory than its limit', () => {
    const { clock, exit } = started({ image: AGNHOST, args: ['stress', '--mem-total', '200Mi', '--mem-alloc-size', '10Mi'], memoryLimitBytes: 100 * 1024 ** 2 })
    clock.advance(60_000)
    expect(exit()).toEqual({ exitCode: 137, signal: 9, reason: 'OOMKilled' })
  })

  it('is refused in the words of runc where the command is not in the image', () => {
    expect(() => started({ image: AGNHOST, command: ['nope'] })).toThrow('exec: "nope": executable file not found in $PATH: unknown')
  })
})

it('knows no image whose tag ends in -nope, and none that nobody has published', () => {
  const { runtime } = started({ image: AGNHOST, args: ['pause'] })
  expect(runtime.image('registry.k8s.io/e2e-test-images/agnhost:2.63.0-nope')).toBeNull()
  expect(runtime.image('nodejs-app')).toBeNull()
  expect(runtime.image(AGNHOST)).toMatchObject({ entrypoint: ['/agnhost'], digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/) })
})
