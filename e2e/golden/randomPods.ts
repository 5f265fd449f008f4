import type { PodCase } from './PodCase.ts'
import { type Ago, agoFrom, condition, container, ended, type Json, main, restarted, running, waiting } from './statuses.ts'

/** Pods with statuses that nobody would think of: the same seed gives the same pods. */
export function randomPods(seed: number, count: number, moment: number): PodCase[] {
  const random = mulberry32(seed)
  const ago = agoFrom(moment)
  return Array.from({ length: count }, (_, index) => randomPod(random, ago, `random-${String(index).padStart(3, '0')}`))
}

/** 10 ** 8.6 seconds are twelve years: every rung of the ladder of ages is met about equally often. */
const OLDEST_EXPONENT = 8.6

type Random = () => number

function randomPod(random: Random, ago: Ago, name: string): PodCase {
  const init = ['a', 'b', 'c'].slice(0, pick(random, [0, 0, 1, 2, 3]))
  const names = ['x', 'y', 'z'].slice(0, pick(random, [1, 1, 2, 3]))
  const initContainers = main(...init).map((one) => (chance(random, 0.4) ? { ...one, restartPolicy: 'Always' } : one))
  const gates = chance(random, 0.2) ? { readinessGates: [{ conditionType: 'example.com/one' }] } : {}
  const conditions = ['Initialized', 'Ready', 'PodScheduled', 'example.com/one'].filter(() => chance(random, 0.6))
  const status: Json = {
    phase: pick(random, ['Pending', 'Running', 'Running', 'Succeeded', 'Failed', 'Unknown']),
    ...(chance(random, 0.1) && { reason: pick(random, ['Evicted', 'NodeLost', 'Completed']) }),
    conditions: conditions.map((type) => condition(type, pick(random, ['True', 'True', 'False', 'Unknown']))),
    initContainerStatuses: init.slice(0, pick(random, [1, 3, 3])).map((one) => randomContainer(random, ago, one)),
    containerStatuses: names.slice(0, pick(random, [1, 3, 3])).map((one) => randomContainer(random, ago, one)),
  }
  return { name, spec: { nodeName: 'ship-1', containers: main(...names), initContainers, ...gates }, status, deleted: chance(random, 0.15) }
}

function randomContainer(random: Random, ago: Ago, name: string): Json {
  const ending = (): { exitCode: number; reason?: string; signal?: number } => ({
    exitCode: pick(random, [0, 0, 1, 137]),
    ...(chance(random, 0.6) && { reason: pick(random, ['Completed', 'Completed', 'Error', 'OOMKilled']) }),
    ...(chance(random, 0.3) && { signal: pick(random, [9, 15]) }),
  })
  const state = pick(random, [
    () => running(ago),
    () => running(ago),
    () => ended(ago, 30, ending()),
    () => waiting(pick(random, ['CrashLoopBackOff', 'PodInitializing', 'ContainerCreating', 'Completed'])),
    () => waiting(),
    () => ({}),
  ])()
  const past = chance(random, 0.4) ? restarted(ago, pick(random, [0, 1, 8]), { ...ending(), seconds: Math.floor(10 ** (random() * OLDEST_EXPONENT)) }) : {}
  return container(name, state, { ready: chance(random, 0.5), ...(chance(random, 0.7) && { started: chance(random, 0.6) }), ...past })
}

function pick<T>(random: Random, from: readonly T[]): T {
  const one = from[Math.floor(random() * from.length)]
  if (one === undefined) throw new Error('nothing to pick from')
  return one
}

function chance(random: Random, probability: number): boolean {
  return random() < probability
}

function mulberry32(seed: number): Random {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}
