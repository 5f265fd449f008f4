import { splitCommand, visiblePieces } from '@binnacle/shared'
import { Pieces } from '../../ui/Pieces.tsx'
import { Field } from './Field.tsx'
import { useLaunch } from './LaunchContext.ts'

/** Command and arguments as one line of text, and the words that it is split into: the cluster takes a list of words, never a line. */
export function CommandField() {
  const { draft, change } = useLaunch()
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <Field
        field="words"
        label="Command and arguments"
        mono
        multiline
        value={draft.words}
        onValue={(words) => change({ words })}
        hint={<Split words={draft.words} />}
      />
      <div role="radiogroup" aria-label="What the words are" className="flex flex-wrap gap-x-4 gap-y-1">
        <label className="flex min-h-6 items-center gap-1.5">
          <input type="radio" name="words-are" className="checkbox" checked={draft.wordsAre === 'args'} onChange={() => change({ wordsAre: 'args' })} />
          Arguments for the image's own program
        </label>
        <label className="flex min-h-6 items-center gap-1.5">
          <input type="radio" name="words-are" className="checkbox" checked={draft.wordsAre === 'command'} onChange={() => change({ wordsAre: 'command' })} />
          The whole command
        </label>
      </div>
    </div>
  )
}

function Split({ words: text }: { words: string }) {
  const { draft } = useLaunch()
  const split = splitCommand(text)
  if (!split.ok) return <span>Not split yet.</span>
  const { words } = split
  if (words.length === 0)
    return <span>{draft.wordsAre === 'args' ? 'The image runs what it is made to run.' : 'Without a word the image runs what it is made to run.'}</span>
  return (
    <span className="flex flex-wrap items-center gap-1" data-split>
      {words.length === 1 ? '1 word:' : `${words.length} words:`}
      {words.map((word, index) => (
        <code key={index} className="word">
          {word === '' ? <em>empty</em> : <Pieces pieces={visiblePieces(word)} />}
        </code>
      ))}
    </span>
  )
}
