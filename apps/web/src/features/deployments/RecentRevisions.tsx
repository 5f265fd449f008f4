import { visibleText } from '@binnacle/shared'
import { Age } from '../../ui/Age.tsx'
import { imagesTitle } from './imagesTitle.ts'
import { isArriving } from './isArriving.ts'
import type { DeploymentSeen } from './seen.ts'
import { shortImage } from './shortImage.ts'

/** So many fit beside the events. */
const FEW = 6

/** The newest revisions in a few columns; all of them are on the page's history. */
export function RecentRevisions({ seen: { revisions, states } }: { seen: DeploymentSeen }) {
  const newest = revisions.toReversed().slice(0, FEW)
  if (newest.length === 0) return <p className="text-muted">{isArriving(states.replicaSets) ? 'Reading its revisions…' : 'No revisions yet.'}</p>
  return (
    <table className="plain-table">
      <thead>
        <tr>
          <th scope="col">Revision</th>
          <th scope="col">Change cause</th>
          <th scope="col">Image</th>
          <th scope="col" className="text-right">
            Created
          </th>
        </tr>
      </thead>
      <tbody>
        {newest.map(({ revision, cause, images, created, current, uid }) => (
          <tr key={uid} data-current={current || undefined}>
            <td className="whitespace-nowrap">
              <strong className="font-semibold">{revision}</strong>
              {current ? <span className="lane-now ml-1.5">now</span> : null}
            </td>
            <td className={`max-w-0 w-full truncate ${cause === null ? 'text-muted' : ''}`} title={cause === null ? undefined : visibleText(cause)}>
              {cause === null ? '<none>' : <bdi>{visibleText(cause)}</bdi>}
            </td>
            <td className="max-w-56 truncate font-mono text-mono" title={imagesTitle(images)}>
              {visibleText(images.map(({ image }) => shortImage(image)).join(', '))}
            </td>
            <td className="text-right whitespace-nowrap text-muted">
              <Age since={created} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
