import type { Browser } from './Browser.ts'
import type { MemorySource } from './MemorySource.ts'
import { Random } from './Random.ts'
import { NO_MISCHIEF } from './SocketPair.ts'
import { someTable, type World } from './World.ts'

/** One thing that happens. What it picks depends on its own seed only, so that leaving out other steps changes little. */
export type Step = { readonly what: keyof typeof happenings; readonly seed: number }

const someBrowser = (world: World, random: Random): Browser | undefined => random.pick(world.browsers)
const someSource = (world: World, random: Random): MemorySource | undefined => random.pick(world.cluster.sources)
const somePod = (world: World, random: Random): string => random.pick([...world.cluster.pods.keys()]) ?? ''

const later = (world: World, ms: number): void => world.clock.advance(ms)

/** What always happens, with how often it does. */
const ordinary = {
  change: [14, (world: World, random: Random) => world.cluster.change(somePod(world, random), random)],
  own: [4, (world: World, random: Random) => world.cluster.changeReplicaSet(random)],
  create: [6, (world: World, random: Random) => world.cluster.create(random)],
  remove: [4, (world: World, random: Random) => world.cluster.remove(somePod(world, random))],
  recreate: [
    3,
    (world: World, random: Random) => {
      const pod = world.cluster.pods.get(somePod(world, random))
      if (!pod) return
      world.cluster.remove(pod.uid)
      world.cluster.create(random, pod)
    },
  ],
  moment: [16, (world: World, random: Random) => later(world, random.below(40))],
  second: [8, (world: World, random: Random) => later(world, random.below(1_000))],
  deliver: [14, (world: World, random: Random) => deliver(someBrowser(world, random), 1 + random.below(6), random)],
  ask: [6, (world: World, random: Random) => someBrowser(world, random)?.pair?.toServer(1 + random.below(4))],
  paint: [8, (world: World, random: Random) => someBrowser(world, random)?.paint()],
  go: [2.5, (world: World, random: Random) => setPaused(someBrowser(world, random), false)],
  up: [1, (world: World) => void (world.down = false)],
  open: [2, (world: World, random: Random) => open(someBrowser(world, random), random)],
  show: [1.5, (world: World, random: Random) => someBrowser(world, random)?.hide(false)],
  stream: [6, (world: World, random: Random) => someSource(world, random)?.stream(1 + random.below(12))],
  heal: [3, (world: World, random: Random) => someSource(world, random)?.heal(random.chance(0.6))],
  healthy: [1, (world: World) => world.cluster.setHealth({ state: 'reachable' })],
  flow: [
    16,
    (world: World, random: Random) => {
      for (const browser of world.browsers) {
        browser.pair?.toServer(1_000)
        deliver(browser, 1_000, random)
        browser.paint()
      }
    },
  ],
} as const

/** Faults and visits: each story has some of them often and others never, so that what needs quiet is tried in quiet. */
const faults = {
  flicker: [2, (world: World, random: Random) => world.cluster.flicker(somePod(world, random))],
  burst: [
    4,
    (world: World, random: Random) => {
      for (let n = random.below(60); n > 0; n--) world.cluster.change(somePod(world, random), random)
    },
  ],
  while: [5, (world: World, random: Random) => later(world, random.below(6_000))],
  sleep: [0.5, (world: World, random: Random) => later(world, 10_000 + random.below(60_000))],
  deliverAll: [
    6,
    (world: World, random: Random) => {
      for (const browser of world.browsers) deliver(browser, 1_000, random)
    },
  ],
  cut: [1.5, (world: World, random: Random) => someBrowser(world, random)?.pair?.cut()],
  pause: [2, (world: World, random: Random) => setPaused(someBrowser(world, random), true)],
  mischief: [3, (world: World, random: Random) => setMischief(someBrowser(world, random), random)],
  restart: [0.3, (world: World) => world.restart()],
  down: [0.4, (world: World) => void (world.down = true)],
  close: [1.5, (world: World, random: Random) => random.pick(someBrowser(world, random)?.tables ?? [])?.close()],
  resync: [1, (world: World, random: Random) => someBrowser(world, random)?.resync(random)],
  hide: [0.6, (world: World, random: Random) => someBrowser(world, random)?.hide(true)],
  hurry: [0.5, (world: World, random: Random) => someBrowser(world, random)?.socket.connectNow()],
  visit: [0.5, (world: World, random: Random) => visit(world, random)],
  leave: [0.3, (world: World, random: Random) => leave(world, random)],
  stale: [1.5, (world: World, random: Random) => someSource(world, random)?.stale(world.clock.now())],
  forbid: [1.5, (world: World, random: Random) => someSource(world, random)?.forbid()],
  relist: [1, (world: World, random: Random) => someSource(world, random)?.relist()],
  wipe: [0.3, (world: World, random: Random) => world.cluster.wipe(random)],
  unhealthy: [
    1,
    (world: World) => world.cluster.setHealth({ state: 'unreachable', since: world.clock.now(), failure: { reason: 'Disconnected', code: 0, message: 'x' } }),
  ],
} as const

const happenings = { ...ordinary, ...faults }

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
  if (browser && browser.tables.length < 4) browser.open('c', someTable(random))
}

const visit = (world: World, random: Random): void => {
  if (world.browsers.length < 4) world.addBrowser().open('c', someTable(random))
}

const leave = (world: World, random: Random): void => {
  if (world.browsers.length > 1) world.browsers.splice(random.below(world.browsers.length), 1)[0]?.close()
}

export const happen = ({ what, seed }: Step, world: World): void => {
  happenings[what][1](world, new Random(seed))
}

export const someSteps = (seed: number, count: number): Step[] => {
  const random = new Random(seed)
  // The keys of the table are what can happen.
  const often = (Object.keys(happenings) as Step['what'][]).map((what) => ({
    what,
    weight: what in faults ? happenings[what][0] * (random.chance(0.5) ? 0 : 0.5 + 2 * random.next()) : happenings[what][0],
  }))
  const total = often.reduce((sum, { weight }) => sum + weight, 0)
  return Array.from({ length: count }, () => {
    let at = random.next() * total
    const found = often.find(({ weight }) => {
      at -= weight
      return at < 0
    })
    return { what: found?.what ?? 'change', seed: random.below(2 ** 31) }
  })
}
