import { posixQuote } from '@binnacle/shared'
import { CommandLine } from '../../ui/PageStates.tsx'

/** How a terminal gets to the demo cluster, once for all that is typed there. */
export function KubectlHere({ path, away }: { path: string; away: boolean }) {
  return (
    <section aria-label="kubectl on the demo cluster" className="mt-1.5 flex flex-col gap-1.5 border-t border-border px-2 pt-2 pb-1">
      <p>To use kubectl here, until Binnacle ends:</p>
      <CommandLine command={`export KUBECONFIG=${posixQuote(path)}`} label="Copy for kubectl" />
      {away && <p className="text-muted">The file is where Binnacle runs: no terminal outside of its machine or container can use it.</p>}
    </section>
  )
}
