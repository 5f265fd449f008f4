import type { DeploymentRow, TemplateImage } from '@binnacle/shared'
import type { Undo } from '../commands/Activity.ts'

/**
 * The undo as it is to be sent now: it tests the generation that the reader has in front of them, and remembers the revision that is current, so that it
 * can be undone too.
 */
export function undoOf(undo: Undo, row: DeploymentRow | null): Undo {
  if (undo.command !== 'deployments.undo' || row === null) return undo
  return { ...undo, input: { ...undo.input, generation: row.generation }, before: { revision: row.revision } }
}

/** What has become of the Deployment since, so that the undo would not be one; null while it would. */
export function undoObstacle(undo: Undo, row: DeploymentRow): string | null {
  if (row.deletedAt !== null) return `${row.name} is being deleted.`
  switch (undo.command) {
    case 'deployments.scale':
      return row.desired === undo.input.seen ? null : `${row.name} was scaled to ${row.desired} since. Scale it from there.`
    case 'deployments.undo':
      if (row.paused) return `${row.name} is paused. Resume it first: until then no revision is rolled out.`
      return row.revision === undo.input.to ? `Revision ${undo.input.to} is the current one already.` : null
    default:
      return null
  }
}

type Known = { readonly row: DeploymentRow | null; readonly images: readonly TemplateImage[] | null }

/** What happens, and what does not: a sentence each. `images`: those of the revision that is gone back to. */
export function undoConsequences(undo: Undo, { row, images }: Known): readonly string[] {
  switch (undo.command) {
    case 'deployments.scale':
    case 'replicasets.scale':
    case 'replicationcontrollers.scale': {
      const { name, seen, replicas } = undo.input
      const ended = `${seen - replicas} ${seen - replicas === 1 ? 'pod' : 'pods'} of ${name} will be ended: it goes from ${seen} back to ${replicas}.`
      return replicas === 0 ? [ended, 'Nothing of it runs after that.'] : [ended]
    }
    case 'deployments.undo': {
      const { name, to } = undo.input
      const now = row?.revision == null ? 'now' : `now, revision ${row.revision},`
      return [
        `The pods that ${name} has ${now} are replaced, one after another, by pods of revision ${to}.`,
        `Revision ${to} becomes the newest revision${row?.revision == null ? '' : `, ${row.revision + 1}`}.`,
        ...(row === null || images === null ? [] : [imagesSentence(row.images, images)]),
        'The number of replicas, ConfigMaps, Secrets and Services stay as they are.',
      ]
    }
    default:
      return []
  }
}

function imagesSentence(now: readonly TemplateImage[], then: readonly TemplateImage[]): string {
  const changes = then.flatMap(({ name, image }) => {
    const before = now.find((each) => each.name === name)?.image ?? 'nothing'
    return before === image ? [] : [`${name} ${before} → ${image}`]
  })
  return changes.length === 0 ? 'The images stay the same; what else differs is compared on its page, under History.' : `Images: ${changes.join(', ')}.`
}
