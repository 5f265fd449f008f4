import { expect, it } from 'vitest'
import { type KubectlCommand, kubectlCommand } from './kubectlCommand.ts'

const ref = { namespace: 'shop', name: 'web', uid: '7f0c-1' }
const other = 'changes only the one with uid 7f0c-1, kubectl whichever has the name'
const cause = 'kubernetes.io/change-cause'

it.each<[KubectlCommand, string]>([
  [
    { command: 'deployments.undo', input: { ...ref, generation: 7, to: 3, causeOfRevision: 'v1' } },
    `kubectl rollout undo deployment/web -n shop --to-revision=3 && kubectl annotate --overwrite deployment/web -n shop '${cause}=undo to revision 3 (v1)'; # Binnacle writes both at once, and only to generation 7 of uid 7f0c-1`,
  ],
  [
    { command: 'deployments.undo', input: { ...ref, generation: 7, to: 3 } },
    `kubectl rollout undo deployment/web -n shop --to-revision=3 && kubectl annotate --overwrite deployment/web -n shop '${cause}=undo to revision 3'; # Binnacle writes both at once, and only to generation 7 of uid 7f0c-1, Binnacle adds the cause of revision 3`,
  ],
  [
    { command: 'deployments.setImage', input: { ...ref, generation: 7, images: [{ container: 'web', image: 'a/web:2' }], cause: '' } },
    `kubectl set image deployment/web -n shop web=a/web:2 && kubectl annotate --overwrite deployment/web -n shop '${cause}=set image web=a/web:2'; # Binnacle writes both at once, and only to generation 7 of uid 7f0c-1`,
  ],
  [
    { command: 'deployments.restart', input: { ...ref, cause: "it's slow" } },
    `kubectl rollout restart deployment/web -n shop && kubectl annotate --overwrite deployment/web -n shop '${cause}=it'\\''s slow'; # Binnacle writes both at once, and ${other}`,
  ],
  [{ command: 'deployments.pause', input: ref }, `kubectl rollout pause deployment/web -n shop; # Binnacle ${other}`],
  [{ command: 'deployments.resume', input: ref }, `kubectl rollout resume deployment/web -n shop; # Binnacle ${other}`],
  [
    { command: 'deployments.annotateCause', input: { ...ref, cause: 'why' } },
    `kubectl annotate --overwrite deployment/web -n shop ${cause}=why; # Binnacle ${other}`,
  ],
  [
    { command: 'replicasets.annotateCause', input: { ...ref, cause: '' } },
    `kubectl annotate --overwrite replicaset/web -n shop ${cause}-; # Binnacle ${other}`,
  ],
  [
    { command: 'deployments.scale', input: { ...ref, seen: 3, replicas: 0 } },
    `kubectl scale deployment/web -n shop --current-replicas=3 --replicas=0; # Binnacle ${other}`,
  ],
  [
    { command: 'replicasets.scale', input: { ...ref, seen: 0, replicas: 1 } },
    `kubectl scale replicaset/web -n shop --current-replicas=0 --replicas=1; # Binnacle ${other}`,
  ],
  [
    { command: 'replicationcontrollers.scale', input: { ...ref, seen: 1, replicas: 2 } },
    `kubectl scale replicationcontroller/web -n shop --current-replicas=1 --replicas=2; # Binnacle ${other}`,
  ],
  [{ command: 'deployments.delete', input: ref }, `kubectl delete deployment/web -n shop; # Binnacle ${other}`],
])('%o', (command, line) => {
  expect(kubectlCommand(command, null)).toBe(line)
})

it('names the context in both commands, and lets no cause become one', () => {
  const line = kubectlCommand({ command: 'deployments.restart', input: { ...ref, cause: "x'; touch caught #" } }, { context: 'dev' })
  expect(line).toBe(
    `kubectl rollout restart deployment/web -n shop --context=dev && kubectl annotate --overwrite deployment/web -n shop '${cause}=x'\\''; touch caught #' --context=dev; # Binnacle writes both at once, and ${other}`,
  )
})
