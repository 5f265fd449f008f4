import { type Condition, visibleText } from '@binnacle/shared'
import { Quote } from '../../page/Quote.tsx'
import { Age } from '../../ui/Age.tsx'
import { StatusGlyph } from '../../ui/StatusGlyph.tsx'
import { conditionFamily, conditionWords } from './conditionWords.ts'

export function Conditions({ conditions }: { conditions: readonly Condition[] }) {
  return (
    <table className="w-full border-collapse text-left">
      <thead className="sr-only">
        <tr>
          <th scope="col">Condition</th>
          <th scope="col">Meaning</th>
          <th scope="col">Since</th>
        </tr>
      </thead>
      <tbody>
        {conditions.map((condition) => (
          <tr key={condition.type} className="border-b border-border align-top last:border-0" data-condition={condition.type}>
            <th scope="row" className="py-1 pr-3 font-normal">
              <span className="flex items-center gap-1.5">
                <StatusGlyph family={conditionFamily(condition)} />
                <span className="break-all">{visibleText(condition.type)}</span>
              </span>
            </th>
            <td className="py-1 pr-3">
              {conditionWords(condition)}
              {condition.status === 'True' || (condition.reason === '' && condition.message === '') ? null : (
                <Quote className="block text-muted" text={[condition.reason, condition.message].filter(Boolean).join(': ')} />
              )}
            </td>
            <td className="py-1 text-right whitespace-nowrap text-muted">
              <Age since={condition.since} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
