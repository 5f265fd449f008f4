import { paths } from '../../paths.ts'
import { Link } from '../../ui/Link.tsx'

export function NoSuchPage() {
  return (
    <main className="mx-auto flex min-h-full max-w-lg flex-col justify-center gap-3 p-6">
      <h1 className="text-title font-semibold">There is no such page</h1>
      <p className="text-muted">
        <code className="font-mono text-mono break-all">{location.pathname}</code> is not an address of Binnacle.
      </p>
      <p>
        <Link href={paths.home}>To the pods</Link>
      </p>
    </main>
  )
}
