import { type Ago, agoFrom, type Json } from './statuses.ts'

/** The body of an event, without what all of them share. */
export type EventCase = Json & { readonly name: string }

const old = { type: 'Warning', reason: 'BackOff', source: { component: 'kubelet', host: 'ship-1' } }

export function eventCases(moment: number): EventCase[] {
  const ago = agoFrom(moment)
  const rungs = [0, 119, 192, 10_740, 18_600, 172_740, 277_200, 63_000_000, 65_664_000, 300_000_000]
  return [
    ...times(ago),
    ...modernTimes(ago),
    ...sources({ type: 'Normal', reason: 'Pulled', count: 1, firstTimestamp: ago(1), lastTimestamp: ago(1) }),
    ...messages({ ...old, count: 1, firstTimestamp: ago(1), lastTimestamp: ago(1) }),
    ...rungs.map((seconds, index) => ({
      name: `rung-${index}`,
      ...old,
      count: index,
      firstTimestamp: ago(seconds + 5),
      lastTimestamp: ago(seconds),
      message: `${seconds} s`,
    })),
  ]
}

function times(ago: Ago): EventCase[] {
  return [
    { name: 'once', ...old, count: 1, firstTimestamp: ago(30), lastTimestamp: ago(30), message: 'Back-off restarting failed container' },
    { name: 'counted', ...old, count: 45, firstTimestamp: ago(7000), lastTimestamp: ago(15), message: '  spaces around  ' },
    { name: 'without-count', ...old, firstTimestamp: ago(10), lastTimestamp: ago(5), message: 'no count' },
    { name: 'without-last', ...old, count: 2, firstTimestamp: ago(100), message: 'only a first time' },
    { name: 'without-first', ...old, count: 2, lastTimestamp: ago(100), message: 'only a last time' },
    { name: 'without-times', ...old, count: 2, message: 'no times' },
    { name: 'series-without-time', ...old, count: 3, firstTimestamp: ago(900), series: { count: 7 }, message: 'series without its time' },
  ]
}

/** As the events API writes them: a time with a fraction, no count, a series. */
function modernTimes(ago: Ago): EventCase[] {
  const micro = (seconds: number): string => ago(seconds).replace('Z', '.000001Z')
  const modern = { reportingComponent: 'example.com/scheduler', reportingInstance: 'scheduler-0', action: 'Binding', reason: 'Scheduled', type: 'Normal' }
  const both = { firstTimestamp: ago(4000), lastTimestamp: ago(3000), count: 4, series: { count: 99, lastObservedTime: micro(40) } }
  return [
    { name: 'modern', ...modern, eventTime: micro(50), message: 'eventTime only' },
    { name: 'modern-series', ...modern, eventTime: micro(5000), series: { count: 12, lastObservedTime: micro(20) }, message: 'a series' },
    { name: 'modern-and-old', ...modern, ...both, eventTime: micro(5000), message: 'both' },
  ]
}

function sources(event: Json): EventCase[] {
  return [
    { name: 'component-only', ...event, source: { component: 'kubelet' }, message: 'component only' },
    { name: 'host-only', ...event, source: { host: 'ship-2' }, reportingComponent: 'reporter', message: 'host only' },
    { name: 'no-source', ...event, message: 'no source' },
  ]
}

function messages(event: Json): EventCase[] {
  return [
    { name: 'several-lines', ...event, message: 'first line\nsecond line' },
    { name: 'terminal-escape', ...event, message: 'red \u001b[31mletters' },
    { name: 'other-letters', ...event, message: 'größer als 中文 🚢' },
    { name: 'about-nobody', ...event, message: 'no name', involvedObject: { kind: 'Pod', namespace: 'golden' } },
  ]
}
