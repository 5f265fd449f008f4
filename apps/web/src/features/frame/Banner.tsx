import { humanDuration } from '@binnacle/shared'
import { type ReactNode, useState } from 'react'
import { systemClock } from '../../clock.ts'
import { useContexts } from '../../commands/useContexts.ts'
import { paths } from '../../paths.ts'
import { useLive } from '../../topics/LiveContext.tsx'
import type { LinkState, PageState } from '../../topics/PageState.ts'
import { useLink } from '../../topics/useLink.ts'
import { Button } from '../../ui/Button.tsx'
import { Link } from '../../ui/Link.tsx'
import { StatusGlyph } from '../../ui/StatusGlyph.tsx'
import { useTicking } from '../../ui/Time.ts'
import { useOnMount } from '../../ui/useOnMount.ts'
import { connectionHint } from './connectionHint.ts'
import { reloadOnce } from './reloadOnce.ts'
import { useAppeared } from './useAppeared.ts'
import { usePageTopic } from './usePageTopic.ts'

const BACK_MS = 3_000

/** Says what broke, since when, what still works, and offers one thing to do. It takes its own place: nothing is covered. */
export function Banner() {
  const { link, outdated, back } = useLink()
  const { state, retry, otherClusters, holdsRows } = usePageTopic()
  const [known, setKnown] = useState(0)
  const { appeared, dismiss } = useAppeared()
  if (link.state === 'lost') return <LinkLost link={link} />
  if (outdated) return <Outdated />
  if (state.state === 'stale' && state.cause === 'cluster') return <ClusterLost state={state} holdsRows={holdsRows} onRetry={retry} />
  if (appeared !== null) return <Appeared name={appeared} onClose={dismiss} />
  if (otherClusters > known) return <OtherCluster onClose={() => setKnown(otherClusters)} />
  return back && <Back changes={back.changes} at={back.at} />
}

function Strip({ tone, children }: { tone: 'attention' | 'fail' | 'ok'; children: ReactNode }) {
  return (
    <div role={tone === 'ok' ? 'status' : 'alert'} className="banner" data-tone={tone}>
      <StatusGlyph family={tone} />
      {children}
    </div>
  )
}

function LinkLost({ link }: { link: Extract<LinkState, { state: 'lost' }> }) {
  const { socket } = useLive()
  const ago = useTicking(() => humanDuration((systemClock.now() - link.since) / 1000))
  const wait = useTicking(() =>
    link.retryAt === null ? 'Trying now.' : `Trying again in ${Math.max(0, Math.ceil((link.retryAt - systemClock.now()) / 1000))} s.`,
  )
  return (
    <Strip tone="fail">
      <span>
        <strong className="font-semibold">Binnacle does not answer</strong> since {clockTime(link.since)} ({ago}). Rows are as they were then; filter, sort and
        open still work, changes do not. <span aria-live="off">{wait}</span>
      </span>
      <Button className="ml-auto" onClick={() => socket.connectNow()}>
        Try now
      </Button>
    </Strip>
  )
}

type Stale = Extract<PageState, { state: 'stale' }>

function ClusterLost({ state: { since, failure }, holdsRows, onRetry }: { state: Stale; holdsRows: boolean; onRetry: () => void }) {
  const { context } = useLive()
  const { all, demo } = useContexts()
  const ago = useTicking((now) => humanDuration((now - since) / 1000))
  const expired = failure?.code === 401
  const hint = connectionHint(all.find(({ name }) => name === context)?.server, failure)
  return (
    <Strip tone={expired ? 'fail' : 'attention'}>
      <span className="min-w-0">
        {expired ? (
          <strong className="font-semibold">
            Your login for {context} is not accepted since {clockTime(since)}. Log in again in a terminal, then retry.
          </strong>
        ) : (
          <>
            <strong className="font-semibold">The cluster does not answer</strong> since {clockTime(since)} ({ago}).{' '}
            {holdsRows ? 'Rows are as they were then; filter, sort and open still work.' : 'Nothing could be read from it yet.'} Binnacle keeps trying.
          </>
        )}
        {hint && <span> {hint}</span>}
        {demo && demo.name !== context && !holdsRows && (
          <span>
            {' '}
            Meanwhile there is{' '}
            <Link href={paths.page(demo.name, 'pods')} className="underline">
              the demo cluster
            </Link>
            .
          </span>
        )}
        {failure && <code className="block font-mono text-mono break-words text-muted">{failure.message}</code>}
      </span>
      <Button className="ml-auto" onClick={onRetry}>
        Retry
      </Button>
    </Strip>
  )
}

/** The address is the same and what is behind it is not: every row that was here is gone. */
function OtherCluster({ onClose }: { onClose: () => void }) {
  const { context } = useLive()
  return (
    <Strip tone="attention">
      <span>
        <strong className="font-semibold">This is a different cluster now.</strong> What answers for {context} is not the cluster of before; nothing of that one
        is shown any more.
      </span>
      <Button className="ml-auto" onClick={onClose}>
        Understood
      </Button>
    </Strip>
  )
}

/** While the demo cluster is shown a kubeconfig was written: said, never switched to. */
function Appeared({ name, onClose }: { name: string; onClose: () => void }) {
  return (
    <Strip tone="attention">
      <span>
        <strong className="font-semibold">There is a real cluster now.</strong> The kubeconfig has the context{' '}
        <Link href={paths.page(name, 'pods')} className="underline">
          {name}
        </Link>
        ; this page still shows the simulated one.
      </span>
      <Button className="ml-auto" onClick={onClose}>
        Stay here
      </Button>
    </Strip>
  )
}

/** Another build answers than the one this page came from. It reloads by itself where nothing typed is lost. */
function Outdated() {
  useOnMount(() => reloadOnce(__BUILD__))
  return (
    <Strip tone="attention">
      <span>
        <strong className="font-semibold">Binnacle was updated.</strong> This page is of the older version; reload it to go on.
      </span>
      <Button className="ml-auto" kind="primary" onClick={() => location.reload()}>
        Reload
      </Button>
    </Strip>
  )
}

function Back({ changes, at }: { changes: number; at: number }) {
  const { socket } = useLive()
  const over = useTicking(() => socket.serverNow() - at > BACK_MS)
  if (over) return null
  return <Strip tone="ok">{changes === 0 ? 'Back. Nothing changed meanwhile' : `Back. ${changes} ${changes === 1 ? 'change' : 'changes'} applied`}</Strip>
}

function clockTime(ms: number): string {
  return new Date(ms).toLocaleTimeString()
}
