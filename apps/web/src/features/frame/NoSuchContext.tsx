import { useSessionInfo } from '../../commands/useSessionInfo.ts'
import { paths } from '../../paths.ts'
import { Link } from '../../ui/Link.tsx'

/** The address names a context that the kubeconfig does not have. */
export function NoSuchContext({ context }: { context: string }) {
  const session = useSessionInfo()
  const contexts = session?.ok ? session.output.contexts : []
  return (
    <section className="flex max-w-xl flex-col gap-3">
      <h1 className="text-title font-semibold">The kubeconfig has no context {context}</h1>
      {contexts.length === 0 ? (
        <p>It has none at all.</p>
      ) : (
        <>
          <p>It has these:</p>
          <ul className="list-disc pl-6">
            {contexts.map(({ name }) => (
              <li key={name}>
                <Link href={paths.page(name, 'pods')}>{name}</Link>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}
