import { Button } from '../../ui/Button.tsx'
import { Field } from './Field.tsx'
import { useLaunch } from './LaunchContext.ts'
import { ProblemLines } from './ProblemLines.tsx'

/** Variables of the container. Their values are kept in this tab's memory only. */
export function EnvironmentFields() {
  const { draft, change, said } = useLaunch()
  const { env } = draft
  const put = (index: number, part: Partial<(typeof env)[number]>) =>
    change({ env: env.map((variable, at) => (at === index ? { ...variable, ...part } : variable)) })
  return (
    <fieldset className="flex min-w-0 flex-col gap-2">
      <legend className="mb-1 font-semibold">Environment</legend>
      <p className="text-muted">
        Values stay in this tab's memory: a reload forgets them, because they may be secret. In the cluster everybody who may read the Job can read them.
      </p>
      {env.map(({ name, value }, index) => (
        <div key={index} className="grid grid-cols-[1fr_1.4fr_auto] items-start gap-2">
          <Field
            field={`env.${index}.name`}
            label={`Name of variable ${index + 1}`}
            labelHidden
            mono
            placeholder="NAME"
            value={name}
            onValue={(typed) => put(index, { name: typed })}
          />
          <Field
            field={`env.${index}.value`}
            label={`Value of variable ${index + 1}`}
            labelHidden
            mono
            placeholder="value"
            value={value}
            onValue={(typed) => put(index, { value: typed })}
          />
          <Button
            kind="quiet"
            className="mt-[3px]"
            aria-label={`Remove variable ${index + 1}`}
            onClick={() => change({ env: env.filter((_, at) => at !== index) })}
          >
            ✕
          </Button>
        </div>
      ))}
      <ProblemLines id="environment-said" problems={said('env')} />
      <Button className="self-start" onClick={() => change({ env: [...env, { name: '', value: '' }] })}>
        Add a variable
      </Button>
    </fieldset>
  )
}
