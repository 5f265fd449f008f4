import * as z from 'zod/mini'

/** Seconds since 1970 by the cluster's clock, as Kubernetes writes times. */
export const EpochSeconds = z.number()

/** The identity that Kubernetes gives an object, as the first fields of each row. `namespace` is empty for cluster-scoped kinds. */
export const identity = { uid: z.string(), namespace: z.string(), name: z.string(), created: EpochSeconds }

/** The object whose controller owns this one: the ownerReference with `controller: true`. */
export const Controller = z.strictObject({ kind: z.string(), name: z.string(), uid: z.string() })
export type Controller = z.infer<typeof Controller>

/** What a reader asks of an abnormal pod: which container (empty: the pod itself), the cluster's reason and message (at most 300 characters), since when. */
export const Why = z.strictObject({
  container: z.string(),
  reason: z.string(),
  message: z.string(),
  at: z.nullable(EpochSeconds),
})
export type Why = z.infer<typeof Why>

/**
 * One line of `kubectl get pods -o wide`, with what "why?" and the status family need. Holds nothing that depends on now.
 * `status` is kubectl's STATUS word; `ready`/`containers` count restartable init containers as kubectl does.
 * `ip`, `node`, `nominatedNode` are null where kubectl prints `<none>`; `readinessGates` is null without gates.
 */
export const PodRow = z.strictObject({
  ...identity,
  ready: z.int(),
  containers: z.int(),
  status: z.string(),
  restarts: z.int(),
  lastRestartAt: z.nullable(EpochSeconds),
  ip: z.nullable(z.string()),
  node: z.nullable(z.string()),
  nominatedNode: z.nullable(z.string()),
  readinessGates: z.nullable(z.string()),
  controller: z.nullable(Controller),
  deletedAt: z.nullable(EpochSeconds),
  notReadySince: z.nullable(EpochSeconds),
  why: z.nullable(Why),
})
export type PodRow = z.infer<typeof PodRow>

/** The object an event is about. */
export const InvolvedObject = z.strictObject({
  kind: z.string(),
  namespace: z.string(),
  name: z.string(),
  uid: z.string(),
  fieldPath: z.string(),
})
export type InvolvedObject = z.infer<typeof InvolvedObject>

/** One line of `kubectl get events -o wide`. `count` sums a series; messages are cut at 1,024 characters. */
export const EventRow = z.strictObject({
  ...identity,
  type: z.string(),
  reason: z.string(),
  object: InvolvedObject,
  message: z.string(),
  source: z.string(),
  count: z.int(),
  firstSeen: z.nullable(EpochSeconds),
  lastSeen: z.nullable(EpochSeconds),
})
export type EventRow = z.infer<typeof EventRow>

/** One line of `kubectl get namespaces`. */
export const NamespaceRow = z.strictObject({ ...identity, status: z.string() })
export type NamespaceRow = z.infer<typeof NamespaceRow>

/** One line of `kubectl get nodes -o wide`. */
export const NodeRow = z.strictObject({
  ...identity,
  status: z.string(),
  roles: z.string(),
  version: z.string(),
  internalIP: z.nullable(z.string()),
  externalIP: z.nullable(z.string()),
  osImage: z.string(),
  kernelVersion: z.string(),
  containerRuntime: z.string(),
})
export type NodeRow = z.infer<typeof NodeRow>

/** State of one container as its status says. `waiting` and `terminated` carry the cluster's reason and message. */
export const ContainerState = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('waiting'), reason: z.string(), message: z.string() }),
  z.strictObject({ state: z.literal('running'), since: z.nullable(EpochSeconds) }),
  z.strictObject({
    state: z.literal('terminated'),
    reason: z.string(),
    message: z.string(),
    exitCode: z.int(),
    signal: z.int(),
    startedAt: z.nullable(EpochSeconds),
    finishedAt: z.nullable(EpochSeconds),
  }),
  z.strictObject({ state: z.literal('unknown') }),
])
export type ContainerState = z.infer<typeof ContainerState>

/** One container of a pod, in the order of the spec: init containers first (`sidecar`: restartable ones), then ephemeral ones last. */
export const ContainerDetail = z.strictObject({
  name: z.string(),
  role: z.enum(['init', 'sidecar', 'main', 'ephemeral']),
  image: z.string(),
  ready: z.boolean(),
  restarts: z.int(),
  state: ContainerState,
  last: z.nullable(ContainerState),
  ports: z.array(z.string()),
})
export type ContainerDetail = z.infer<typeof ContainerDetail>

export const Condition = z.strictObject({
  type: z.string(),
  status: z.string(),
  reason: z.string(),
  message: z.string(),
  since: z.nullable(EpochSeconds),
})
export type Condition = z.infer<typeof Condition>

/**
 * What a page about one pod shows. The row is the same one that the list holds. No environment values, no annotations; `defaultContainer` is what
 * `kubectl.kubernetes.io/default-container` names, null where the pod names none.
 */
export const PodDetail = z.strictObject({
  ...identity,
  row: PodRow,
  phase: z.string(),
  qos: z.string(),
  serviceAccount: z.string(),
  podIPs: z.array(z.string()),
  hostIP: z.nullable(z.string()),
  startedAt: z.nullable(EpochSeconds),
  gracePeriodSeconds: z.nullable(z.int()),
  labels: z.array(z.tuple([z.string(), z.string()])),
  defaultContainer: z.nullable(z.string()),
  containers: z.array(ContainerDetail),
  conditions: z.array(Condition),
})
export type PodDetail = z.infer<typeof PodDetail>

/** What every row of every topic has. */
export type ObjectRow = { uid: string; namespace: string; name: string; created: number }
