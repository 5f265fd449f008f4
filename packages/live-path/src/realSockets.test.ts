import type { PodRow } from '@binnacle/shared'
import { expect, test } from 'vitest'
import { systemClock } from '../../../apps/bff/src/clock.ts'
import type { Cluster } from '../../../apps/bff/src/kube/Cluster.ts'
import type { Contexts } from '../../../apps/bff/src/kube/connect.ts'
import { dial } from '../../../apps/bff/src/transport/testing/dial.ts'
import { noContexts, type TestBinnacle, testBinnacle } from '../../../apps/bff/src/transport/testing/testBinnacle.ts'
import type { LiveTopic } from '../../../apps/web/src/topics/Live.ts'
import { LiveSocket } from '../../../apps/web/src/topics/LiveSocket.ts'
import { MemoryCluster } from './MemoryCluster.ts'
import { Random } from './Random.ts'
import { textOf } from './World.ts'

const TABS = 10

/** One cluster for every Binnacle that is started; its informers are those of memory. */
const contextsOf = (cluster: MemoryCluster): Contexts => {
  const { informers, health } = cluster
  const opened = { context: 'c', informers, health, subscribe: () => () => undefined, retry: () => undefined }
  // A Cluster as far as topics use one; these tests follow no log and ask nothing else of an apiserver.
  const output = opened as unknown as Cluster
  return { ...noContexts, open: () => ({ ok: true, output }) }
}

const openTab = (binnacle: () => TestBinnacle): { socket: LiveSocket; pods: LiveTopic<'pods'> } => {
  const socket = new LiveSocket({
    build: 'test',
    clock: systemClock,
    random: Math.random,
    schedule: (run) => void setImmediate(run),
    fetchTicket: async () => ({ state: 'ticket', ticket: await binnacle().ticket() }),
    connect: (ticket, events) => dial(binnacle().port, ['binnacle', `ticket.${ticket}`], events),
    surroundings: { hidden: () => false, subscribe: () => () => undefined },
  })
  const pods = socket.topic('pods', 'c', { namespaces: '*' })
  pods.subscribe(() => undefined)
  return { socket, pods }
}

const shown = ({ collection }: LiveTopic<'pods'>): string[] => textsOf(collection.values())
const textsOf = (rows: Iterable<PodRow>): string[] => [...rows].map(textOf).sort()

/** Looks every few milliseconds; gives how long it took (ms). */
const until = async (so: () => boolean): Promise<number> => {
  const began = performance.now()
  while (!so()) {
    if (performance.now() - began > 20_000) throw new Error('it did not become so in 20 s')
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  return performance.now() - began
}

test('ten tabs over real sockets: equal while the cluster changes, honest while Binnacle is gone, and right again soon after it is back', async () => {
  const random = new Random(1)
  const cluster = new MemoryCluster(systemClock)
  for (let n = 0; n < 300; n++) cluster.create(random)
  let binnacle = await testBinnacle({ contexts: contextsOf(cluster), clock: systemClock })
  const tabs = Array.from({ length: TABS }, () => openTab(() => binnacle))
  const allRight = () => {
    const wanted = textsOf(cluster.pods.values()).join()
    return tabs.every(({ pods }) => pods.get().state.state === 'live' && shown(pods).join() === wanted)
  }
  const stir = () => {
    for (let n = 0; n < 60; n++) cluster.change(random.pick([...cluster.pods.keys()]) ?? '', random)
    cluster.remove(random.pick([...cluster.pods.keys()]) ?? '')
    cluster.create(random)
  }
  const toList = setInterval(() => {
    for (const source of cluster.sources) source.stream(1_000)
  }, 5)
  await until(allRight)
  stir()
  await until(allRight)
  expect(cluster.holders('pods')).toBe(1)

  const { port } = binnacle
  await binnacle.close()
  await until(() => tabs.every(({ socket }) => socket.link.get().link.state === 'lost'))
  expect(tabs.every(({ pods }) => pods.get().state.state !== 'live' && pods.collection.size > 0)).toBe(true)
  stir()
  binnacle = await testBinnacle({ contexts: contextsOf(cluster), clock: systemClock, config: { port } })
  const back = await until(allRight)
  console.log(`ten tabs were right again ${back.toFixed(0)} ms after Binnacle was back`)
  expect(tabs.map(({ socket }) => (socket.link.get().back?.changes ?? 0) > 0)).toEqual(tabs.map(() => true))

  for (const { socket } of tabs) socket.close()
  clearInterval(toList)
  await binnacle.close()
  expect(cluster.holders()).toBe(0)
}, 60_000)
