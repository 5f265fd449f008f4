import { type ComponentProps, type ReactNode, useId } from 'react'
import { useTime } from '../../ui/Time.ts'
import { useLaunch } from './LaunchContext.ts'
import { ProblemLines } from './ProblemLines.tsx'

/** A press that takes the keyboard away must find its target where it was: what is said comes after it (ms). */
const AFTER_PRESS_MS = 150

type Props = {
  /** The name of the field in the draft, `env.0.name` for one of a variable. */
  readonly field: string
  readonly label: ReactNode
  readonly value: string
  readonly onValue: (value: string) => void
  readonly hint?: ReactNode
  readonly mono?: boolean
  readonly multiline?: boolean
  readonly labelHidden?: boolean
  /** Beside the field. */
  readonly children?: ReactNode
} & Pick<ComponentProps<'input'>, 'list' | 'inputMode' | 'placeholder' | 'className'>

/** A field with its label, a word of help and, once it was left, what is to be said about what was typed. */
export function Field({ field, label, value, onValue, hint, mono = false, multiline = false, labelHidden = false, children, className = '', ...rest }: Props) {
  const { said, touch } = useLaunch()
  const time = useTime()
  const id = useId()
  const problems = said(field)
  const blocked = problems.some(({ tone }) => tone === 'block')
  const shared = {
    id,
    value,
    'data-field': field,
    className: `field ${mono ? 'font-mono text-mono' : ''} ${blocked ? 'border-fail' : ''}`,
    'aria-invalid': blocked || undefined,
    'aria-describedby': `${id}-hint ${id}-said`,
    spellCheck: false,
    autoCapitalize: 'off',
    autoComplete: 'off',
    onBlur: () => void time.after(AFTER_PRESS_MS, () => touch(field)),
  }
  return (
    <div className={`flex min-w-0 flex-col gap-1 ${className}`}>
      <label htmlFor={id} className={labelHidden ? 'sr-only' : 'font-semibold'}>
        {label}
      </label>
      <div className="flex min-w-0 items-center gap-2">
        {multiline ? (
          <textarea {...shared} rows={2} className={`${shared.className} field-sizing-content`} onChange={(event) => onValue(event.target.value)} />
        ) : (
          <input {...rest} {...shared} onChange={(event) => onValue(event.target.value)} />
        )}
        {children}
      </div>
      {hint === undefined ? null : (
        <div id={`${id}-hint`} className="text-muted">
          {hint}
        </div>
      )}
      <ProblemLines id={`${id}-said`} problems={problems} />
    </div>
  )
}
