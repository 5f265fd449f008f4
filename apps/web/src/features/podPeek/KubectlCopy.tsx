import { CopyButton } from '../../ui/CopyButton.tsx'

/** A line for the terminal: shown short, copied with its context. */
export function KubectlCopy({ line, copied }: { line: string; copied: string }) {
  return (
    <div className="peek-command">
      <code className="min-w-0 grow truncate" title={copied}>
        {line}
      </code>
      <CopyButton text={copied} label={`Copy: ${line}`} />
    </div>
  )
}
