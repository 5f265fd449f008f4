import { CHANGE_CAUSE, imagesCause, undoCause } from './changeCause.ts'
import type { CommandInput } from './commands.ts'
import type { KubectlCall, KubectlText } from './kubectlText.ts'
import type { ObjectRef } from './kubeNames.ts'
import { posixQuote } from './posixQuote.ts'

type Kind = 'deployment' | 'replicaset' | 'replicationcontroller'
/** `causeOfRevision`: the cause that the revision has, where the reader knows it; it becomes part of the undo's own. */
export type UndoInput = CommandInput<'deployments.undo'> & { readonly causeOfRevision?: string | null }

/** What kubectl says for the commands about Deployments and what runs pods beside them. */
export const deploymentLines = {
  'deployments.undo': (input: UndoInput): KubectlText => ({
    calls: [
      call(input, ['rollout', 'undo', `deployment/${input.name}`], [`--to-revision=${input.to}`]),
      annotate('deployment', input, undoCause(input.to, input.causeOfRevision ?? null)),
    ],
    beyond: [inOneWrite(input), ...(input.causeOfRevision === undefined ? [`Binnacle adds the cause of revision ${input.to}`] : [])],
  }),
  'deployments.setImage': (input: CommandInput<'deployments.setImage'>): KubectlText => ({
    calls: [
      call(
        input,
        ['set', 'image', `deployment/${input.name}`],
        input.images.map(({ container, image }) => `${container}=${image}`),
      ),
      annotate('deployment', input, input.cause || imagesCause(input.images)),
    ],
    beyond: [inOneWrite(input)],
  }),
  'deployments.restart': (input: CommandInput<'deployments.restart'>): KubectlText => ({
    calls: [call(input, ['rollout', 'restart', `deployment/${input.name}`]), annotate('deployment', input, input.cause || 'restart')],
    beyond: [`Binnacle writes both at once, and ${byUid(input)}`],
  }),
  'deployments.pause': (input: ObjectRef): KubectlText => ({
    calls: [call(input, ['rollout', 'pause', `deployment/${input.name}`])],
    beyond: [`Binnacle ${byUid(input)}`],
  }),
  'deployments.resume': (input: ObjectRef): KubectlText => ({
    calls: [call(input, ['rollout', 'resume', `deployment/${input.name}`])],
    beyond: [`Binnacle ${byUid(input)}`],
  }),
  'deployments.annotateCause': cause('deployment'),
  'replicasets.annotateCause': cause('replicaset'),
  'deployments.scale': scale('deployment'),
  'replicasets.scale': scale('replicaset'),
  'replicationcontrollers.scale': scale('replicationcontroller'),
  'deployments.delete': (input: ObjectRef): KubectlText => ({
    calls: [call(input, ['delete', `deployment/${input.name}`])],
    beyond: [`Binnacle ${byUid(input)}`],
  }),
}

function call({ namespace }: ObjectRef, before: readonly string[], after: readonly string[] = []): KubectlCall {
  return { before, scope: [namespace], after }
}

/** An empty cause takes the annotation away. */
function annotate(kind: Kind, ref: ObjectRef, text: string): KubectlCall {
  return call(ref, ['annotate', '--overwrite', `${kind}/${ref.name}`], [text === '' ? `${CHANGE_CAUSE}-` : `${CHANGE_CAUSE}=${text}`])
}

function cause(kind: Kind) {
  return (input: CommandInput<'deployments.annotateCause'>): KubectlText => ({
    calls: [annotate(kind, input, input.cause)],
    beyond: [`Binnacle ${byUid(input)}`],
  })
}

function scale(kind: Kind) {
  return (input: CommandInput<'deployments.scale'>): KubectlText => ({
    calls: [call(input, ['scale', `${kind}/${input.name}`], [`--current-replicas=${input.seen}`, `--replicas=${input.replicas}`])],
    beyond: [`Binnacle ${byUid(input)}`],
  })
}

function byUid({ uid }: ObjectRef): string {
  return `changes only the one with uid ${posixQuote(uid)}, kubectl whichever has the name`
}

function inOneWrite({ uid, generation }: ObjectRef & { readonly generation: number }): string {
  return `Binnacle writes both at once, and only to generation ${generation} of uid ${posixQuote(uid)}`
}
