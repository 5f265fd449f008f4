import { Kbd } from '../../ui/Kbd.tsx'

export function LoginPage({ why }: { why: string | null }) {
  return (
    <main className="mx-auto flex min-h-full max-w-lg flex-col justify-center gap-4 p-6">
      <div className="flex items-center gap-2.5">
        <img src="/binnacle.svg" alt="" width="28" height="28" />
        <span className="text-section font-semibold">Binnacle</span>
      </div>
      <h1 className="text-title font-semibold">The way in is a link in the terminal</h1>
      {why !== null && (
        <p role="alert" className="card border-attention bg-tint-attention px-3 py-2">
          {why}
        </p>
      )}
      <p>
        Binnacle printed a link when it started. Press <Kbd>Enter</Kbd> in that terminal for a new one; a link works once, for ten minutes.
      </p>
      <p className="text-muted">
        {location.pathname === '/'
          ? 'Open it in this browser.'
          : 'Open it in this browser and this page comes back in the tab you open it in, or reload this tab afterwards.'}
      </p>
    </main>
  )
}
