import type { Browser } from './Browser.ts'
import type { MemorySource } from './MemorySource.ts'
import { Random } from './Random.ts'
import { NO_MISCHIEF } from './SocketPair.ts'
import { someScope, type World } from './World.ts'

/** One thing that happens. What it picks depends on its own seed only, so that leaving out other steps changes little. */
export type Step = { readonly what: keyof typeof happenings; readonly seed: number }

const someBrowser = (world: World, random: Random): Browser | undefined => random.pick(world.browsers)
const someSource = (world: World, random: Random): MemorySource | undefined => random.pick(world.cluster.sources)
const somePod = (world: World, random: Random): string => random.pick([...world.cluster.pods.keys()]) ?? ''

const later = (world: World, ms: number): void => world.clock.advance(ms)

/** Everything that can happen, with how often it does. */
const happenings = {
  change: [14, (world: World, random: Random) => world.cluster.change(somePod(world, random), random)],
  create: [6, (world: World, random: Random) => world.cluster.create(random)],
  remove: [4, (world: World, random: Random) => world.cluster.remove(somePod(world, random))],
  flicker: [2, (world: World, random: Random) => world.cluster.flicker(somePod(world, random))],
  recreate: [
    3,
    (world: World, random: Random) => {
      const pod = world.cluster.pods.get(somePod(world, random))
      if (!pod) return
      world.cluster.remove(pod.uid)
      world.cluster.create(random, pod)
    },
  ],
  burst: [
    2,
    (world: World, random: Random) => {
      for (let n = random.below(60); n > 0; n--) world.cluster.change(somePod(world, random), random)
    },
  ],
  moment: [20, (world: World, random: Random) => later(world, random.below(40))],
  second: [6, (world: World, random: Random) => later(world, random.below(1_000))],
  while: [3, (world: World, random: Random) => later(world, random.below(6_000))],
  sleep: [0.5, (world: World, random: Random) => later(world, 10_000 + random.below(60_000))],
  deliver: [30, (world: World, random: Random) => deliver(someBrowser(world, random), 1 + random.below(6), random)],
  deliverAll: [
    8,
    (world: World, random: Random) => {
      for (const browser of world.browsers) deliver(browser, 1_000, random)
    },
  ],
  ask: [12, (world: World, random: Random) => someBrowser(world, random)?.pair?.toServer(1 + random.below(4))],
  paint: [16, (world: World, random: Random) => someBrowser(world, random)?.paint()],
  cut: [1, (world: World, random: Random) => someBrowser(world, random)?.pair?.cut()],
  pause: [1.5, (world: World, random: Random) => setPaused(someBrowser(world, random), true)],
  go: [3, (world: World, random: Random) => setPaused(someBrowser(world, random), false)],
  mischief: [1, (world: World, random: Random) => setMischief(someBrowser(world, random), random)],
  restart: [0.3, (world: World) => world.restart()],
  down: [0.4, (world: World) => void (world.down = true)],
  up: [1, (world: World) => void (world.down = false)],
  open: [3, (world: World, random: Random) => open(someBrowser(world, random), random)],
  close: [2, (world: World, random: Random) => random.pick(someBrowser(world, random)?.tables ?? [])?.close()],
  resync: [1, (world: World, random: Random) => void random.pick(someBrowser(world, random)?.tables ?? [])?.topic.resync()],
  hide: [1, (world: World, random: Random) => someBrowser(world, random)?.hide(true)],
  show: [2, (world: World, random: Random) => someBrowser(world, random)?.hide(false)],
  hurry: [0.5, (world: World, random: Random) => someBrowser(world, random)?.socket.connectNow()],
  visit: [0.5, (world: World, random: Random) => visit(world, random)],
  leave: [0.3, (world: World, random: Random) => leave(world, random)],
  stream: [8, (world: World, random: Random) => someSource(world, random)?.stream(1 + random.below(12))],
  stale: [1.5, (world: World, random: Random) => someSource(world, random)?.stale(world.clock.now())],
  heal: [3, (world: World, random: Random) => someSource(world, random)?.heal(random.chance(0.6))],
  forbid: [0.5, (world: World, random: Random) => someSource(world, random)?.forbid()],
  relist: [1, (world: World, random: Random) => someSource(world, random)?.relist()],
  wipe: [0.3, (world: World, random: Random) => world.cluster.wipe(random)],
  unhealthy: [
    0.4,
    (world: World) => world.cluster.setHealth({ state: 'unreachable', since: world.clock.now(), failure: { reason: 'Disconnected', code: 0, message: 'x' } }),
  ],
  healthy: [1, (world: World) => world.cluster.setHealth({ state: 'reachable' })],
} as const

const deliver = (browser: Browser | undefined, count: number, random: Random): void => {
  if (browser && !browser.paused) browser.pair?.toBrowser(count, random)
}

const setPaused = (browser: Browser | undefined, paused: boolean): void => {
  if (browser) browser.paused = paused
}

const setMischief = (browser: Browser | undefined, random: Random): void => {
  const pair = browser?.pair
  if (!pair) return
  pair.mischief = random.chance(0.4) ? NO_MISCHIEF : { lose: random.next() * 0.3, double: random.next() * 0.3, swap: random.next() * 0.3 }
}

const open = (browser: Browser | undefined, random: Random): void => {
  if (browser && browser.tables.length < 4) browser.open('c', someScope(random))
}

const visit = (world: World, random: Random): void => {
  if (world.browsers.length < 4) world.addBrowser().open('c', someScope(random))
}

const leave = (world: World, random: Random): void => {
  if (world.browsers.length > 1) world.browsers.splice(random.below(world.browsers.length), 1)[0]?.close()
}

export const happen = ({ what, seed }: Step, world: World): void => {
  happenings[what][1](world, new Random(seed))
}

export const someSteps = (seed: number, count: number): Step[] => {
  const random = new Random(seed)
  const all = Object.entries(happenings) as [Step['what'], readonly [number, unknown]][]
  const total = all.reduce((sum, [, [weight]]) => sum + weight, 0)
  return Array.from({ length: count }, () => {
    let at = random.next() * total
    const found = all.find(([, [weight]]) => {
      at -= weight
      return at < 0
    })
    return { what: found?.[0] ?? 'change', seed: random.below(2 ** 31) }
  })
}
