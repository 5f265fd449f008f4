import { type ReactNode, useId } from 'react'

type Given = { readonly id: string; readonly 'aria-invalid': true | undefined; readonly 'aria-describedby': string | undefined }

type Props = {
  readonly label: string
  readonly fault: string | null
  readonly children: (given: Given) => ReactNode
  /** Below the field, besides the fault. */
  readonly note?: ReactNode
}

/** A field with its label, and what is wrong with it in a sentence below. */
export function Field({ label, fault, children, note }: Props) {
  const id = useId()
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <label htmlFor={id} className="text-meta text-muted">
        {label}
      </label>
      {children({ id, 'aria-invalid': fault === null ? undefined : true, 'aria-describedby': fault === null ? undefined : `${id}-fault` })}
      {fault === null ? null : (
        <p id={`${id}-fault`} className="text-fail-text" data-fault>
          {fault}
        </p>
      )}
      {note}
    </div>
  )
}
