import { useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { samples } from './samples.ts'

type Props = {
  readonly count: number
  /** Why neither can be asked for now. */
  readonly refusal: string | null
  /** Every document was checked as it stands. */
  readonly checked: boolean
  readonly onCheck: () => void
  readonly onApply: () => void
  readonly text: string
  readonly onText: (text: string) => void
}

/** Check, then apply; samples to begin with; an empty field, and the text back. */
export function ApplyActions({ count, refusal, checked, onCheck, onApply, text, onText }: Props) {
  const [cleared, setCleared] = useState('')
  const mayPut = text.trim() === '' || samples.some((sample) => sample === text)
  const ready = checked && count > 0
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Button kind={ready ? 'plain' : 'primary'} disabledReason={refusal} onClick={onCheck}>
        Check
      </Button>
      <Button kind={ready ? 'primary' : 'plain'} disabledReason={refusal ?? (checked ? null : 'Check first: it shows what would change')} onClick={onApply}>
        Apply {count === 0 ? '' : count === 1 ? '1 document' : `${count} documents`}
      </Button>
      <span className="grow" />
      {samples.map((sample, index) => (
        <Button key={sample} kind="quiet" disabledReason={mayPut ? null : 'The field holds a text of yours: clear it first'} onClick={() => onText(sample)}>
          Sample v{index + 1}
        </Button>
      ))}
      {text === '' && cleared !== '' ? (
        <Button kind="quiet" onClick={() => onText(cleared)}>
          Put back
        </Button>
      ) : (
        <Button
          kind="quiet"
          disabledReason={text === '' ? 'The field is empty' : null}
          onClick={() => {
            setCleared(text)
            onText('')
          }}
        >
          Clear
        </Button>
      )}
    </div>
  )
}
