import type { CommandInput, CommandName, deploymentCommands } from '@binnacle/shared'
import type { Json } from '../golden/statuses.ts'
import type { Bench } from './Bench.ts'
import { proveTwins, type Seen, type TwinProof } from './TwinProof.ts'
import { makeRevision, makeWorkload, type WorkloadKind } from './workloads.ts'

const CAUSE = 'kubernetes.io/change-cause'
/** Text that would do something in a shell, if it could. */
const HOSTILE = `it's "1"; touch caught #$(touch caught)\`touch caught\`=é`
const current = { 'deployment.kubernetes.io/revision': '3', [CAUSE]: 'third', 'kubectl.kubernetes.io/last-applied-configuration': '{}', team: 'blue' }

/** Every command about Deployments and what runs pods beside them. */
export const deploymentProofs: { readonly [N in keyof typeof deploymentCommands]: (bench: Bench) => Promise<void> } = {
  'deployments.undo': (bench) => proveTwins(bench, [...undos, ...refusedUndos]),
  'deployments.setImage': (bench) => proveTwins(bench, images),
  'deployments.restart': (bench) => proveTwins(bench, restarts),
  'deployments.pause': (bench) => proveTwins(bench, [{ ...deployment('running'), command: 'deployments.pause', input: ref }]),
  'deployments.resume': (bench) => proveTwins(bench, [{ ...deployment('paused', { paused: true }), command: 'deployments.resume', input: ref }]),
  'deployments.annotateCause': (bench) => proveTwins(bench, causes('deployments', 'deployments.annotateCause')),
  'replicasets.annotateCause': (bench) => proveTwins(bench, causes('replicasets', 'replicasets.annotateCause')),
  'deployments.scale': (bench) => proveTwins(bench, scales('deployments', 'deployments.scale')),
  'replicasets.scale': (bench) => proveTwins(bench, scales('replicasets', 'replicasets.scale')),
  'replicationcontrollers.scale': (bench) => proveTwins(bench, scales('replicationcontrollers', 'replicationcontrollers.scale')),
  'deployments.delete': (bench) => proveTwins(bench, [{ ...deployment('with ReplicaSets'), command: 'deployments.delete', input: ref }]),
}

type Making = { readonly paused?: boolean; readonly annotations?: Json; readonly replicas?: number }

function ref({ namespace, name, uid }: Seen) {
  return { namespace, name, uid }
}

/** A Deployment at revision 3 of three; the first says why with text that a shell could take for its own, the second says nothing. */
function deployment(title: string, making: Making = {}) {
  return {
    kind: 'deployments',
    title,
    async make({ api }: Bench, name: string) {
      const made = await makeWorkload(api, 'deployments', { name, annotations: current, ...making })
      await makeRevision(api, made, { revision: 1, annotations: { [CAUSE]: HOSTILE, team: 'green' } })
      await makeRevision(api, made, { revision: 2 })
      await makeRevision(api, made, { revision: 3, annotations: { [CAUSE]: 'third' } })
    },
  } as const
}

const undos: readonly TwinProof<'deployments.undo'>[] = [
  { to: 1, causeOfRevision: HOSTILE, making: {} },
  { to: 2, causeOfRevision: null, making: {} },
  { to: 1, causeOfRevision: HOSTILE, making: { annotations: {} } },
].map(({ to, causeOfRevision, making }) => ({
  ...deployment(`to ${to}`, making),
  command: 'deployments.undo',
  input: (seen) => ({ ...seen, to }),
  known: { causeOfRevision },
}))

const refusedUndos: readonly TwinProof<'deployments.undo'>[] = [
  { ...deployment('paused', { paused: true }), command: 'deployments.undo', input: (seen) => ({ ...seen, to: 1 }), refused: true },
  { ...deployment('not kept'), command: 'deployments.undo', input: (seen) => ({ ...seen, to: 9 }), refused: true },
]

const images: readonly TwinProof<'deployments.setImage'>[] = [
  { images: [{ container: 'web', image: 'registry.example:5000/team/web:4' }], cause: '' },
  { images: ['log', 'web', 'setup'].map((container) => ({ container, image: `registry.example/${container}:4` })), cause: HOSTILE },
  { images: [{ container: 'web', image: `registry.example/web@sha256:${'a'.repeat(64)}` }], cause: 'by digest' },
].map((input) => ({ ...deployment(input.cause), command: 'deployments.setImage', input: (seen) => ({ ...seen, ...input }) }))

const restarts: readonly TwinProof<'deployments.restart'>[] = ['', HOSTILE].map((cause) => ({
  ...deployment(cause),
  command: 'deployments.restart',
  input: (seen) => ({ ...ref(seen), cause }),
}))

type Workload<N extends CommandName> = Pick<TwinProof<N>, 'kind' | 'title' | 'make'>

function workload<N extends CommandName>(kind: WorkloadKind, title: string, making: Making = {}): Workload<N> {
  return { kind, title, make: ({ api }, name) => makeWorkload(api, kind, { name, ...making }) }
}

function causes<N extends 'deployments.annotateCause' | 'replicasets.annotateCause'>(kind: WorkloadKind, command: N): TwinProof<N>[] {
  const making = { annotations: { [CAUSE]: 'as it was', team: 'blue' } }
  const proof = (title: string, cause: string, made: Making): TwinProof<N> => ({
    ...workload(kind, title, made),
    command,
    input: (seen) => ({ ...ref(seen), cause }) as CommandInput<N>,
  })
  return [proof('another', 'better known', making), proof('hostile', HOSTILE, making), proof('taken away', '', making), proof('the first', 'first', {})]
}

function scales<N extends 'deployments.scale' | 'replicasets.scale' | 'replicationcontrollers.scale'>(kind: WorkloadKind, command: N): TwinProof<N>[] {
  const proof = (from: number, to: number, refused?: true): TwinProof<N> => ({
    ...workload(kind, `${from} to ${to}${refused ? ', seen as 9' : ''}`, { replicas: from }),
    command,
    input: (seen) => ({ ...ref(seen), seen: refused ? 9 : from, replicas: to }) as CommandInput<N>,
    ...(refused && { refused }),
  })
  return [proof(3, 5), proof(3, 0), proof(0, 2), proof(3, 5, true)]
}
