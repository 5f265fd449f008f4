import type { PodRow } from '@binnacle/shared'

/** Seconds since 1970 at which tests of this page happen. */
export const NOW = 1_700_000_000

export function podRow(name: string, parts: Partial<PodRow> = {}): PodRow {
  return {
    uid: `uid-${name}`,
    namespace: 'shop',
    name,
    created: NOW - 3_600,
    ready: 1,
    containers: 1,
    status: 'Running',
    restarts: 0,
    lastRestartAt: null,
    ip: '10.0.0.1',
    node: 'node-1',
    nominatedNode: null,
    readinessGates: null,
    controller: { kind: 'ReplicaSet', name: 'web', uid: 'rs' },
    deletedAt: null,
    notReadySince: null,
    why: null,
    ...parts,
  }
}

export const crashing: Partial<PodRow> = {
  status: 'CrashLoopBackOff',
  ready: 0,
  restarts: 4,
  lastRestartAt: NOW - 60,
  why: { container: 'web', reason: 'CrashLoopBackOff', message: 'back-off 40s restarting failed container', at: NOW - 60 },
}
