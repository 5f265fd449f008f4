import { Quote } from '../../page/Quote.tsx'
import type { Topic } from '../../topics/useTopic.ts'
import { Button } from '../../ui/Button.tsx'
import type { PodName } from './PodName.ts'

export function NotFound({ pod, topic, onClose }: { pod: PodName; topic: Topic<'pod'>; onClose: () => void }) {
  const { state } = topic
  switch (state.state) {
    case 'first paint':
    case 'catching up':
      return <Skeleton />
    case 'forbidden':
    case 'refused':
      return (
        <div className="flex flex-col gap-2 px-4 py-2">
          <p>This pod may not be read.</p>
          <Quote text={state.failure.message} />
          <p>
            <Button onClick={topic.retry}>Try again</Button>
          </p>
        </div>
      )
    case 'stale':
      return <p className="px-4 py-2">The cluster does not answer, so nothing is known of this pod yet.</p>
    case 'gone':
    case 'behind':
    case 'live':
      return (
        <div className="flex flex-col gap-2 px-4 py-2">
          <p>
            There is no pod <span className="font-mono text-mono">{pod.name}</span> in {pod.namespace} any more.
          </p>
          <p>
            <Button onClick={onClose}>Close</Button>
          </p>
        </div>
      )
    default:
      return state satisfies never
  }
}

function Skeleton() {
  return (
    <div className="flex flex-col gap-3 px-4 py-3" aria-hidden="true">
      <div className="skeleton w-2/3" />
      <div className="skeleton w-1/2" />
      <div className="skeleton w-3/4" />
    </div>
  )
}
