import { type PodRow, podFamily, restartsText } from '@binnacle/shared'
import { paths, useView } from '../../paths.ts'
import { useRows } from '../../topics/useRows.ts'
import { useTopic } from '../../topics/useTopic.ts'
import { Age } from '../../ui/Age.tsx'
import { Button } from '../../ui/Button.tsx'
import { MiddleTruncated } from '../../ui/MiddleTruncated.tsx'
import { Status } from '../../ui/Status.tsx'
import { Ticking } from '../../ui/Ticking.tsx'
import { useTicking } from '../../ui/Time.ts'

/** The Job's pods as they are now. A press looks into one. */
export function JobPods({ namespace, uid, ended }: { namespace: string; uid: string; ended: boolean }) {
  const topic = useTopic('jobs.pods', { namespace, uid })
  const pods = [...useRows(topic.collection)].sort((a, b) => a.created - b.created || (a.name < b.name ? -1 : 1))
  const { state } = topic.state
  return (
    <section aria-labelledby="pods-now" className="card flex min-w-0 flex-col">
      <header className="flex items-center gap-3 border-b border-border px-3 py-1.5">
        <h2 id="pods-now" className="font-semibold">
          Pods now
        </h2>
        <span className="text-muted">{pods.length === 0 ? '' : pods.length}</span>
      </header>
      {topic.state.state === 'forbidden' || topic.state.state === 'refused' ? (
        <p className="px-3 py-2">The pods may not be seen: {topic.state.failure.message}</p>
      ) : null}
      {pods.length === 0 ? (
        <p className="px-3 py-3 text-muted">
          {state === 'live'
            ? ended
              ? 'None: its pods are gone.'
              : 'None yet.'
            : state === 'first paint' || state === 'catching up'
              ? 'Reading its pods…'
              : 'Not known now.'}
        </p>
      ) : (
        <div className="max-h-64 overflow-auto" tabIndex={0} role="group" aria-label="Pods of this job">
          <table className="plain-table">
            <thead className="sr-only">
              <tr>
                <th scope="col">Pod</th>
                <th scope="col">Status</th>
                <th scope="col">Ready</th>
                <th scope="col">Restarts</th>
                <th scope="col">Age</th>
              </tr>
            </thead>
            <tbody>
              {pods.map((pod) => (
                <PodLine key={pod.uid} pod={pod} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}

function PodLine({ pod }: { pod: PodRow }) {
  const { set } = useView()
  const family = useTicking((now) => podFamily(pod, now / 1000))
  return (
    <tr data-uid={pod.uid}>
      <td className="name-cell">
        <Button kind="link" className="w-full" onClick={() => set({ peek: paths.peek({ page: 'pods', ...pod }), at: null })}>
          <MiddleTruncated text={pod.name} />
        </Button>
      </td>
      <td>
        <Status family={family} word={pod.status} />
      </td>
      <td>
        {pod.ready}/{pod.containers}
      </td>
      <td className="whitespace-nowrap">
        <Ticking text={(now) => `${restartsText(pod, now / 1000)} restarts`} />
      </td>
      <td className="text-right text-muted">
        <Age since={pod.created} />
      </td>
    </tr>
  )
}
