import { useContexts } from '../../commands/useContexts.ts'
import { paths } from '../../paths.ts'
import { Link } from '../../ui/Link.tsx'

/** The address names a context that the kubeconfig does not have. */
export function NoSuchContext({ context }: { context: string }) {
  const { real, demo } = useContexts()
  return (
    <section className="flex max-w-xl flex-col gap-3">
      <h1 className="text-title font-semibold">The kubeconfig has no context {context}</h1>
      {real.length === 0 ? (
        <p>It has none at all.</p>
      ) : (
        <>
          <p>It has these:</p>
          <ul className="list-disc pl-6">
            {real.map(({ name }) => (
              <li key={name}>
                <Link href={paths.page(name, 'pods')} className="inline-block py-1">
                  {name}
                </Link>
              </li>
            ))}
          </ul>
        </>
      )}
      {demo && (
        <p>
          Beside them there is{' '}
          <Link href={paths.page(demo.name, 'pods')} className="inline-block py-1 underline">
            the demo cluster
          </Link>
          .
        </p>
      )}
    </section>
  )
}
