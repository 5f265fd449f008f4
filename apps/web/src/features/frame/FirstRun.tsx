import { paths } from '../../paths.ts'
import { Link } from '../../ui/Link.tsx'
import { CommandLine } from '../../ui/PageStates.tsx'
import { StatusGlyph } from '../../ui/StatusGlyph.tsx'

/** No cluster to show yet. The page goes on by itself as soon as there is one. */
export function FirstRun({ problem, demo }: { problem: string | null; demo: string | undefined }) {
  return (
    <main className="mx-auto flex min-h-full max-w-xl flex-col justify-center gap-4 p-6">
      <div className="flex items-center gap-2.5">
        <img src="/binnacle.svg" alt="" width="28" height="28" />
        <span className="text-section font-semibold">Binnacle</span>
      </div>
      <h1 className="text-title font-semibold">No cluster yet</h1>
      {problem !== null && (
        <p role="alert" className="card border-attention bg-tint-attention px-3 py-2 break-words">
          {problem}
        </p>
      )}
      <p>Binnacle shows the clusters of your kubeconfig. Start one, or point KUBECONFIG at one and start Binnacle again:</p>
      <CommandLine command="minikube start" />
      <CommandLine command="KUBECONFIG=~/other.config npm start" />
      {demo !== undefined && (
        <p>
          Or look around first:{' '}
          <Link href={paths.page(demo, 'pods')} className="inline-block py-1 underline">
            open the demo cluster
          </Link>
          , a Kubernetes that Binnacle simulates on this machine.
        </p>
      )}
      <p role="status" className="flex items-center gap-2 text-muted">
        <StatusGlyph family="progress" />
        Waiting for a context. This page goes on by itself.
      </p>
    </main>
  )
}
