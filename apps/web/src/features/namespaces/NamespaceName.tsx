import { RowLink } from '../../page/RowLink.tsx'
import { paths, useView } from '../../paths.ts'
import { MiddleTruncated } from '../../ui/MiddleTruncated.tsx'

export function NamespaceName({ name }: { name: string }) {
  const { context, go } = useView()
  const href = paths.page(context, 'pods', { ns: name })
  return (
    <RowLink href={href} onOpen={() => go(href)}>
      <MiddleTruncated text={name} />
    </RowLink>
  )
}
