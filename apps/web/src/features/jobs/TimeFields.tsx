import type { AtEnd } from '@binnacle/shared'
import { Button } from '../../ui/Button.tsx'
import { Field } from './Field.tsx'
import { useLaunch } from './LaunchContext.ts'

const QUICK: readonly (readonly [seconds: string, words: string])[] = [
  ['20', '20 s'],
  ['60', '60 s'],
  ['300', '5 min'],
  ['3600', '1 h'],
]

const ENDS: readonly { readonly atEnd: AtEnd; readonly title: string; readonly about: string }[] = [
  { atEnd: 'keepHour', title: 'Keep it for an hour', about: 'The Job and its result stay for an hour, then the cluster deletes them.' },
  {
    atEnd: 'delete',
    title: 'Delete it',
    about: 'Binnacle deletes the Job and its pods at once; the run then leaves the list. If Binnacle is not running, the cluster deletes it 5 minutes later.',
  },
  { atEnd: 'keep', title: 'Keep it', about: 'It stays until somebody deletes it.' },
]

export function TimeFields() {
  const { draft, change } = useLaunch()
  return (
    <>
      <div className="field-pair">
        <Field
          field="runTimeSeconds"
          label="Run for (seconds)"
          inputMode="numeric"
          value={draft.runTimeSeconds}
          onValue={(runTimeSeconds) => change({ runTimeSeconds })}
          hint="The cluster itself ends it then, also if Binnacle is not running."
        >
          <span role="group" aria-label="Usual run times" className="flex shrink-0 gap-1">
            {QUICK.map(([seconds, words]) => (
              <Button key={seconds} aria-pressed={draft.runTimeSeconds.trim() === seconds} className="px-2" onClick={() => change({ runTimeSeconds: seconds })}>
                {words}
              </Button>
            ))}
          </span>
        </Field>
        <Field
          field="sampleSeconds"
          label="Sample every (seconds)"
          inputMode="numeric"
          value={draft.sampleSeconds}
          onValue={(sampleSeconds) => change({ sampleSeconds })}
          hint="Number of pods, their names, status and start."
        />
      </div>
      <fieldset className="flex min-w-0 flex-col gap-1">
        <legend className="mb-1 font-semibold">When time is up</legend>
        {ENDS.map(({ atEnd, title, about }) => (
          <label key={atEnd} className="flex min-h-6 items-start gap-2">
            <input type="radio" name="at-end" className="checkbox mt-[3px]" checked={draft.atEnd === atEnd} onChange={() => change({ atEnd })} />
            <span>
              {title} <span className="text-muted">· {about}</span>
            </span>
          </label>
        ))}
      </fieldset>
    </>
  )
}
