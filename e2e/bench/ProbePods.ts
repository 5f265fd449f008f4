import { setTimeout as pause } from 'node:timers/promises'
import type { Apiserver } from './Apiserver.ts'

export const PROBE_NAMESPACE = 'a-probe'
/** Before every seeded name and namespace, so that their rows stand in the first screen of the page; the churn leaves them alone. */
const names = ['a-probe-0', 'a-probe-1', 'a-probe-2', 'a-probe-3']
/** As `namespace/name`. */
export const probedPods = names.map((name) => `${PROBE_NAMESPACE}/${name}`)
const LEAST_PAUSE_MS = 60
const MOST_PAUSE_MS = 100

/** One change that the driver made: the number that should appear, and when the apiserver said that it is so (ms since 1970). */
export interface Probe {
  number: string
  answeredAt: number
}

/** Pods of our own whose restart count the driver sets to numbers that appear nowhere else. */
export class ProbePods {
  readonly #apiserver: Apiserver
  /** With a 1 in front, which no seeded name has in it. */
  #next = 100_000 + Math.floor(Math.random() * 80_000)

  constructor(apiserver: Apiserver) {
    this.#apiserver = apiserver
  }

  async create(): Promise<void> {
    await this.#apiserver.json('/api/v1/namespaces', { method: 'POST', body: { metadata: { name: PROBE_NAMESPACE } } })
    for (const name of names) {
      const containers = [{ name: 'main', image: 'probe' }]
      const body = { metadata: { name }, spec: { nodeName: 'node-0', containers, tolerations: [{ operator: 'Exists' }] } }
      await this.#apiserver.json(`/api/v1/namespaces/${PROBE_NAMESPACE}/pods`, { method: 'POST', body })
    }
    for (const name of names) await this.#patch(name, '0')
  }

  /** Probes at uneven times, so that they meet all phases of a frame, for some seconds. */
  async send(seconds: number): Promise<readonly Probe[]> {
    const probes: Probe[] = []
    const end = performance.now() + seconds * 1000
    while (performance.now() < end) {
      this.#next += 1
      const number = String(this.#next)
      const answeredAt = await this.#patch(names[this.#next % names.length] ?? '', number)
      probes.push({ number, answeredAt })
      await pause(LEAST_PAUSE_MS + Math.random() * (MOST_PAUSE_MS - LEAST_PAUSE_MS))
    }
    return probes
  }

  async #patch(name: string, restarts: string): Promise<number> {
    const since = '2026-01-01T00:00:00Z'
    const container = {
      name: 'main',
      image: 'probe',
      imageID: 'probe',
      ready: true,
      started: true,
      restartCount: Number(restarts),
      state: { running: { startedAt: since } },
    }
    await this.#apiserver.text(`/api/v1/namespaces/${PROBE_NAMESPACE}/pods/${name}/status`, {
      method: 'PATCH',
      contentType: 'application/merge-patch+json',
      body: { status: { phase: 'Running', containerStatuses: [container] } },
    })
    return performance.timeOrigin + performance.now()
  }
}

/** Times from the apiserver's answer to the page, for those probes that the page showed. */
export function latencies(probes: readonly Probe[], seen: Readonly<Record<string, number>>): readonly number[] {
  return probes.flatMap(({ number, answeredAt }) => {
    const seenAt = seen[number]
    return seenAt === undefined ? [] : [seenAt - answeredAt]
  })
}
