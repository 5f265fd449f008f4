import type { Browser, OpenTable } from './Browser.ts'
import { NO_MISCHIEF } from './SocketPair.ts'
import { happen, type Step, someSteps } from './steps.ts'
import { someTable, textOf, World } from './World.ts'

/** Steps in one story. */
export const STEPS = 300
/** After the last step everything must be right within this time (ms): two heartbeats that tell of a gap, and a reconnect. */
const CALM_MS = 30_000

/** What went wrong, or null. */
export const runSeed = (seed: number): Promise<string | null> => runSteps(seed, someSteps(seed, STEPS))

export const runSteps = async (seed: number, steps: readonly Step[]): Promise<string | null> => {
  const world = new World(seed)
  for (let n = 0; n <= seed % 3; n++) world.addBrowser().open('c', someTable(world.random))
  await world.settle()
  for (const [at, step] of steps.entries()) {
    happen(step, world)
    await world.settle()
    const problem = firstProblem(world)
    if (problem) return `after step ${at} (${step.what}): ${problem}`
  }
  return (await calm(world)) ?? (await leaveAll(world))
}

const firstProblem = (world: World): string | null => {
  for (const browser of world.browsers) {
    if (browser.problems[0]) return browser.problems[0]
    if (browser.pair?.faultless && browser.pair.resyncs > 0) return 'a browser had to ask again on a link that lost nothing'
    if (browser.hidden || !browser.painted) continue
    for (const table of browser.tables) {
      const lie = mirrorProblem(table) ?? world.lie(table)
      if (lie) return lie
    }
  }
  return null
}

/** The batches told everything that the collection holds. */
const mirrorProblem = ({ topic, mirror }: OpenTable): string | null => {
  if (mirror.size !== topic.collection.size) return `batches told of ${mirror.size} rows, the collection has ${topic.collection.size}`
  for (const row of topic.collection.values()) if (mirror.get(row.uid) !== row) return `${row.uid} was not told as it is`
  return null
}

/** Faults end; every table must become equal to the cluster and say `live`. */
const calm = async (world: World): Promise<string | null> => {
  world.down = false
  world.cluster.setHealth({ state: 'reachable' })
  for (const browser of world.browsers) {
    browser.paused = false
    browser.hide(false)
  }
  for (let ms = 0; ms <= CALM_MS; ms += 100) {
    for (const source of world.cluster.sources) {
      source.stream(1_000)
      source.heal(true)
    }
    for (const browser of world.browsers) flow(browser, world)
    await world.settle()
    const problem = firstProblem(world)
    if (problem) return `while it calms: ${problem}`
    if (world.browsers.every((browser) => browser.tables.every((table) => wrong(world, table) === null))) return null
    world.clock.advance(100)
  }
  const tables = world.browsers.flatMap(({ tables }) => tables)
  return tables.map((table) => wrong(world, table)).find((problem) => problem !== null) ?? 'not calm'
}

const flow = (browser: Browser, world: World): void => {
  if (browser.pair) browser.pair.mischief = NO_MISCHIEF
  browser.pair?.toServer(1_000)
  browser.pair?.toBrowser(1_000, world.random)
  browser.paint()
}

const wrong = (world: World, table: OpenTable): string | null => {
  const { state } = table.topic.get().state
  if (state !== 'live') return `${JSON.stringify(table.asked)} says ${JSON.stringify(table.topic.get())} when all is well`
  const wanted = world.wanted(table)
  for (const [uid, row] of wanted) {
    const shown = textOf(table.topic.collection.get(uid) ?? null)
    if (shown !== textOf(row)) return `${JSON.stringify(table.asked)} shows ${shown} for ${uid}, which is ${textOf(row)}`
  }
  const extra = [...table.topic.collection.values()].find(({ uid }) => !wanted.has(uid))
  return extra ? `${JSON.stringify(table.asked)} still shows ${extra.uid}` : null
}

/** Whoever leaves leaves nothing behind. */
const leaveAll = async (world: World): Promise<string | null> => {
  for (const browser of world.browsers) browser.close()
  await world.settle()
  world.clock.advance(60_000)
  const listeners = world.cluster.sources.reduce((sum, source) => sum + source.listeners, 0)
  const left = { topics: world.hub.size, holders: world.cluster.holders(), listeners, timers: world.clock.pending }
  return Object.values(left).every((count) => count === 0) ? null : `left behind: ${JSON.stringify(left)}`
}
