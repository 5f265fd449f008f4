export type Option = { readonly value: string; readonly text: string; readonly note?: string; readonly hint?: string }

type Props = {
  readonly id: string
  readonly option: Option
  readonly active: boolean
  readonly chosen: boolean
  readonly onChoose: (value: string) => void
  readonly onToggle: ((value: string) => void) | undefined
}

/** One line of a PickList; the keyboard stays in the field above. */
export function PickOption({ id, option, active, chosen, onChoose, onToggle }: Props) {
  return (
    <li id={id} role="option" aria-selected={chosen} className="menu-item" data-active={active || undefined} onClick={() => onChoose(option.value)}>
      {onToggle && (
        <span
          className="flex size-6 shrink-0 items-center justify-center"
          onClick={(event) => {
            event.stopPropagation()
            onToggle(option.value)
          }}
        >
          <span aria-hidden="true" className="box" data-checked={chosen || undefined} />
        </span>
      )}
      <span className="min-w-0 grow">
        <span className="block truncate">{option.text}</span>
        {option.note && <span className="block truncate text-meta text-muted">{option.note}</span>}
      </span>
      {option.hint && <kbd className="kbd">{option.hint}</kbd>}
    </li>
  )
}
