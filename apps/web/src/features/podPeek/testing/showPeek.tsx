import { age, type EventRow, LOG_TAIL_LINES, ManualClock, type PodDetail, type StreamParams } from '@binnacle/shared'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, render } from '@testing-library/react'
import { ApiContext } from '../../../commands/ApiContext.ts'
import { Api } from '../../../commands/api.ts'
import { LiveContext } from '../../../topics/LiveContext.tsx'
import { TestLive } from '../../../topics/TestLive.ts'
import { createTime, TimeContext } from '../../../ui/Time.ts'
import { runOf } from '../containerWords.ts'
import { PodPeek, type PodPeekProps } from '../PodPeek.tsx'
import { NOW } from './pods.ts'

/** The peek over a cluster that the test speaks for. */
export const showPeek = (pod: PodDetail | null, props: Partial<PodPeekProps> = {}) => {
  const live = new TestLive()
  const clock = new ManualClock(NOW * 1000)
  const time = createTime({ now: () => clock.now(), after: (ms, run) => clock.after(ms, run), age: (at, now) => age(at, now / 1000) })
  const name = pod?.name ?? 'lbapp-6bb5f98d5f-xmfzb'
  const at = { topic: 'pod', context: 'minikube', params: { namespace: 'shop', name } } as const
  live.now = clock.now()
  if (pod) live.say(at, { set: [pod] })
  const closed = { times: 0 }
  const opened: { namespace: string; name: string }[] = []
  const socket = { socket: live, context: 'minikube' }
  const silent = new Api({ bearer: 'b', end: () => undefined }, () => new Promise(() => {}))
  const shown = render(
    <ApiContext value={silent}>
      <QueryClientProvider client={new QueryClient()}>
        <TimeContext value={time}>
          <LiveContext value={socket}>
            <PodPeek pod={{ namespace: 'shop', name }} onClose={() => closed.times++} onOpen={(next) => opened.push(next)} {...props} />
          </LiveContext>
        </TimeContext>
      </QueryClientProvider>
    </ApiContext>,
  )
  return {
    ...shown,
    live,
    closed,
    opened,
    becomes: (next: PodDetail) => act(() => live.say(at, { set: [next] })),
    gone: (uid: string, successor?: PodDetail) => act(() => live.say(at, { removed: [uid], ...(successor ? { set: [successor] } : {}) })),
    events: (...events: EventRow[]) =>
      act(() => live.say({ topic: 'events.about', context: 'minikube', params: { namespace: 'shop', uid: pod?.uid ?? '' } }, { set: events })),
    /** The log of one run of a container (web, as the pod was first); `run` for a later one. */
    log: (parts: Partial<StreamParams<'pods.logs'>> = {}, run?: string) => {
      const params = { namespace: 'shop', name, uid: pod?.uid ?? '', container: 'web', previous: false, tail: LOG_TAIL_LINES, ...parts }
      const container = pod?.containers.find((each) => each.name === params.container)
      return live.logValue('minikube', params, run ?? (container ? runOf(container) : ''))
    },
    pass: (ms: number) =>
      act(() => {
        clock.advance(ms)
        live.now = clock.now()
      }),
  }
}
