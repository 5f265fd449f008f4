import type { ComponentProps } from 'react'

type Props = ComponentProps<'button'> & {
  kind?: 'plain' | 'primary' | 'danger' | 'quiet' | 'link'
  /** Why it cannot be pressed: it stays in reach and says so. */
  disabledReason?: string | null
}

/** A button that cannot be pressed stays visible and focusable, and gives its reason. */
export function Button({ kind = 'plain', disabledReason = null, onClick, className = '', ...rest }: Props) {
  return (
    <button
      type="button"
      {...rest}
      className={`button ${className}`}
      data-kind={kind}
      aria-disabled={disabledReason !== null || undefined}
      title={disabledReason ?? rest.title}
      onClick={disabledReason === null ? onClick : (event) => event.preventDefault()}
    />
  )
}
