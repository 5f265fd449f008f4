import type { RunRow, SampleRow } from '@binnacle/shared'
import { Button } from '../../ui/Button.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { saveText } from '../../ui/saveText.ts'
import { runCsv, runJson, runMarkdown } from './runReport.ts'

/** The run and its samples to take along. Never a line of a log. */
export function ExportRun({ run, samples }: { run: RunRow; samples: readonly SampleRow[] }) {
  const report = { run, samples }
  const name = `${run.namespace}-${run.name}`
  return (
    <span role="group" aria-label="Take the samples along" className="ml-auto flex flex-wrap gap-0.5">
      <CopyButton text={runMarkdown(report)} label="Copy as Markdown">
        Copy
      </CopyButton>
      <Button kind="quiet" aria-label="Save as Markdown" onClick={() => saveText(`${name}.md`, 'text/markdown', runMarkdown(report))}>
        Markdown
      </Button>
      <Button kind="quiet" aria-label="Save as CSV" onClick={() => saveText(`${name}.csv`, 'text/csv', runCsv(report))}>
        CSV
      </Button>
      <Button kind="quiet" aria-label="Save as JSON" onClick={() => saveText(`${name}.json`, 'application/json', runJson(report))}>
        JSON
      </Button>
    </span>
  )
}
