import { commands, type Failure, type JobInput } from '@binnacle/shared'
import type { ReactNode } from 'react'
import { grantYaml } from '../../commands/grantYaml.ts'
import { useRead } from '../../commands/useRead.ts'
import { Quote } from '../../page/Quote.tsx'
import { useLive } from '../../topics/LiveContext.tsx'
import { Button } from '../../ui/Button.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { StatusGlyph } from '../../ui/StatusGlyph.tsx'
import { nextName } from './JobDraft.ts'
import { useLaunch } from './LaunchContext.ts'
import { launchRefusal } from './launchRefusal.ts'
import { OpenJob } from './OpenJob.tsx'

type Props = {
  readonly failure: Failure
  /** What was sent. */
  readonly input: JobInput
  readonly onAgain: () => void
}

/** The cluster's answer to a launch, in its own words, and what can be done about it. What was typed stays. */
export function LaunchRefused({ failure, input, onAgain }: Props) {
  const { change } = useLaunch()
  const refusal = launchRefusal(failure, input)
  const { namespace, name } = input
  const free = nextName(name)
  switch (refusal.why) {
    case 'exists':
      return (
        <Card title={`A Job named ${name} exists already in ${namespace}`} failure={failure}>
          <OpenJob namespace={namespace} name={name} />
          <Button onClick={() => change({ name: free, nameTyped: true })}>Use {free}</Button>
        </Card>
      )
    case 'no namespace':
      return (
        <Card title={`The namespace ${namespace} does not exist (any more)`} failure={failure}>
          <span className="text-muted">Choose another one, or have it created.</span>
          <Button onClick={onAgain}>Try again</Button>
        </Card>
      )
    case 'no right':
      return <NoRight failure={failure} input={input} onAgain={onAgain} />
    case 'unknown':
      return (
        <Card title="Nobody knows whether it was created" failure={failure}>
          <OpenJob namespace={namespace} name={name} />
          <Button onClick={onAgain}>Send it again</Button>
          <span className="text-muted">Sent twice it is still one Job: the name can be taken only once.</span>
        </Card>
      )
    case 'policy':
      return (
        <Card title={refusal.title} failure={failure}>
          <span className="text-muted">{refusal.advice}</span>
          <Button onClick={onAgain}>Try again</Button>
        </Card>
      )
    case 'other':
      return (
        <Card title={refusal.title} failure={failure}>
          <Button onClick={onAgain}>Try again</Button>
        </Card>
      )
    default:
      return refusal satisfies never
  }
}

function Card({ title, failure, children }: { title: string; failure: Failure; children: ReactNode }) {
  return (
    <section role="alert" aria-label="Not launched" className="card flex min-w-0 flex-col gap-2 border-fail bg-tint-fail px-4 py-3">
      <h2 className="flex items-start gap-2 font-semibold">
        <span className="mt-0.5">
          <StatusGlyph family="fail" />
        </span>
        <span className="min-w-0 [overflow-wrap:anywhere]">{title}</span>
      </h2>
      <p>
        <Quote text={failure.message} /> {failure.code > 0 ? <span className="text-muted">HTTP {failure.code}</span> : null}
      </p>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">{children}</div>
    </section>
  )
}

/** How often it is asked whether the right was given meanwhile (ms). */
const ASK_EVERY = 5_000
const [need] = commands['jobs.create'].needs

function NoRight({ failure, input: { namespace }, onAgain }: Props) {
  const { context } = useLive()
  const who = useRead('access.whoami', {}, { context }).outcome
  const { outcome } = useRead('access.review', { ...need, subresource: '', namespace }, { context, fresh: 0, askEvery: ASK_EVERY })
  const username = who?.ok ? who.output.username : null
  const grant = grantYaml({ who: username ?? 'your-user-name', needs: commands['jobs.create'].needs, namespace, name: 'binnacle-launch-jobs' })
  const granted = outcome?.ok === true && outcome.output.allowed
  return (
    <section
      role="alert"
      aria-label="Not launched"
      className={`card flex min-w-0 flex-col gap-2.5 px-4 py-3 ${granted ? 'border-ok bg-tint-ok' : 'border-fail bg-tint-fail'}`}
    >
      <h2 className="flex items-start gap-2 font-semibold">
        <span className="mt-0.5">
          <StatusGlyph family={granted ? 'ok' : 'fail'} />
        </span>
        <span className="min-w-0 [overflow-wrap:anywhere]">
          {granted ? `You may create jobs in ${namespace} now` : `${username ?? 'You'} may not create jobs in ${namespace}`}
        </span>
      </h2>
      {granted ? null : (
        <>
          <p>
            <Quote text={failure.message} /> <span className="text-muted">HTTP {failure.code}</span>
          </p>
          <div className="flex items-center justify-between gap-2">
            <p>Somebody who may grant rights can apply exactly this:</p>
            <CopyButton text={grant} label="Copy the YAML">
              Copy YAML
            </CopyButton>
          </div>
          <pre className="code max-h-60 overflow-auto" tabIndex={0} role="group" aria-label="Role and RoleBinding as YAML">
            {grant}
          </pre>
        </>
      )}
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Button kind={granted ? 'primary' : 'plain'} onClick={onAgain}>
          {granted ? 'Launch it' : 'Try again'}
        </Button>
        {granted ? null : <span className="text-muted">Binnacle asks every few seconds whether you may now, and says so here.</span>}
      </div>
    </section>
  )
}
