import { useNavigate } from '@tanstack/react-router'
import { RowLink } from '../../page/RowLink.tsx'
import { paths, useView } from '../../paths.ts'
import { MiddleTruncated } from '../../ui/MiddleTruncated.tsx'

export function NamespaceName({ name }: { name: string }) {
  const { context } = useView()
  const navigate = useNavigate()
  const href = paths.page(context, 'pods', { ns: name })
  return (
    <RowLink href={href} onOpen={() => void navigate({ href })}>
      <MiddleTruncated text={name} />
    </RowLink>
  )
}
