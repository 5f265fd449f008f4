import { type Failure, visibleText } from '@binnacle/shared'

/** What was said to a form that was sent, in the cluster's words; everything that was typed is still there. */
export function Refused({ failure: { code, message } }: { failure: Failure }) {
  return (
    <div role="alert" className="flex flex-col gap-1 text-fail-text" data-refused>
      <p>{code === 0 ? 'No answer came. What was typed is still here.' : `It was refused (HTTP ${code}). What was typed is still here.`}</p>
      <blockquote className="code whitespace-pre-wrap [overflow-wrap:anywhere]">{visibleText(message)}</blockquote>
    </div>
  )
}
