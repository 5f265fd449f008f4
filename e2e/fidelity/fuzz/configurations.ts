import type { Dice } from './Dice.ts'

export type Fields = { [field: string]: unknown }

/** A kind that is patched: where it lives and what of it is made up. */
export type FuzzKind = {
  readonly path: string
  readonly apiVersion: string
  readonly kind: string
  /** What an object of it needs to be one. */
  readonly base: (dice: Dice) => Fields
  /** Some fields of one, as a configuration that is applied names them. */
  readonly some: (dice: Dice) => Fields
}

function map(dice: Dice, keys: readonly string[]): Fields {
  return Object.fromEntries(dice.some(keys).map((key) => [key, dice.one(['1', '2', ''])]))
}

export function metadata(dice: Dice): Fields {
  return {
    ...(dice.once(2) ? { labels: map(dice, ['a', 'b', 'c']) } : {}),
    ...(dice.once(2) ? { annotations: map(dice, ['x', 'y']) } : {}),
  }
}

function envVar(dice: Dice, name: string): Fields {
  if (dice.once(4)) return { name, valueFrom: { configMapKeyRef: { name: dice.one(['m', 'n']), key: 'k' } } }
  return dice.once(6) ? { name } : { name, value: dice.one(['1', '2', '']) }
}

function port(dice: Dice, containerPort: number): Fields {
  return { containerPort, ...(dice.once(3) ? { protocol: dice.one(['TCP', 'UDP']) } : {}), ...(dice.once(3) ? { name: `p${containerPort}` } : {}) }
}

export function container(dice: Dice, name: string): Fields {
  return {
    name,
    image: dice.one(['busybox', 'nginx:1', 'nginx:2']),
    ...(dice.once(3) ? { env: dice.some(['A', 'B', 'C']).map((one) => envVar(dice, one)) } : {}),
    ...(dice.once(3) ? { ports: dice.some([80, 81, 82]).map((one) => port(dice, one)) } : {}),
    ...(dice.once(4) ? { args: dice.some(['x', 'y', 'z']) } : {}),
    ...(dice.once(4) ? { resources: { limits: { cpu: dice.one(['1', '500m', '1000m']) }, ...(dice.once(2) ? { requests: { memory: '1Gi' } } : {}) } } : {}),
    ...(dice.once(5) ? { securityContext: dice.once(2) ? { privileged: false } : { runAsUser: 5, capabilities: { add: dice.some(['A', 'B']) } } } : {}),
    ...(dice.once(6) ? { livenessProbe: { httpGet: { path: dice.one(['/', '/a']), port: dice.one<unknown>([80, 'http']) } } } : {}),
    ...(dice.once(6) ? { imagePullPolicy: dice.one(['Always', 'Never']) } : {}),
  }
}

function podSpec(dice: Dice, whole: boolean): Fields {
  const names = dice.some(['c', 'd', 'e'])
  return {
    ...(whole || dice.once(2) ? { containers: (whole && names.length === 0 ? ['c'] : names).map((name) => container(dice, name)) } : {}),
    ...(dice.once(4) ? { tolerations: dice.some(['k', 'l']).map((key) => ({ key, operator: 'Exists' })) } : {}),
    ...(dice.once(4) ? { nodeSelector: map(dice, ['n', 'm']) } : {}),
    ...(dice.once(5) ? { terminationGracePeriodSeconds: dice.one([5, 30]) } : {}),
    ...(dice.once(5) ? { hostAliases: dice.some(['1.1.1.1', '2.2.2.2']).map((ip) => ({ ip, hostnames: dice.some(['g', 'h']) })) } : {}),
    ...(dice.once(5) ? { imagePullSecrets: dice.some(['s', 't']).map((name) => ({ name })) } : {}),
    ...(dice.once(4) ? { volumes: dice.some(['v', 'w']).map((name) => (dice.once(2) ? { name, emptyDir: {} } : { name, configMap: { name: 'm' } })) } : {}),
    ...(dice.once(6) ? { securityContext: dice.once(2) ? {} : { runAsUser: dice.one([1, 2]), supplementalGroups: dice.some([1, 2]) } } : {}),
    ...(dice.once(6) ? { dnsPolicy: dice.one(['Default', 'ClusterFirst']) } : {}),
  }
}

export function template(dice: Dice, whole: boolean): Fields {
  const labels = { app: 'web', ...(dice.once(2) ? map(dice, ['t']) : {}) }
  return { metadata: { labels, ...(dice.once(4) ? { annotations: map(dice, ['q']) } : {}) }, spec: podSpec(dice, whole) }
}

function deploymentSpec(dice: Dice, whole: boolean): Fields {
  return {
    paused: true,
    replicas: 0,
    selector: { matchLabels: { app: 'web' } },
    ...(whole || dice.once(2) ? { template: template(dice, whole) } : {}),
    ...(dice.once(2) ? { minReadySeconds: dice.one([0, 1, 2]) } : {}),
    ...(dice.once(3) ? { revisionHistoryLimit: dice.one([3, 4]) } : {}),
    ...(dice.once(4)
      ? { strategy: dice.once(2) ? { type: 'Recreate' } : { type: 'RollingUpdate', rollingUpdate: { maxSurge: dice.one<unknown>([1, '10%']) } } }
      : {}),
    ...(dice.once(4) ? { progressDeadlineSeconds: dice.one([60, 70]) } : {}),
  }
}

function servicePort(dice: Dice, number: number): Fields {
  return {
    name: `p${number}`,
    port: number,
    ...(dice.once(3) ? { protocol: dice.one(['TCP', 'UDP']) } : {}),
    ...(dice.once(3) ? { targetPort: dice.one<unknown>([8080, 'web']) } : {}),
  }
}

function serviceSpec(dice: Dice, whole: boolean): Fields {
  const ports = dice.some([80, 81, 82])
  return {
    ...(whole || dice.once(2) ? { ports: (whole && ports.length === 0 ? [80] : ports).map((one) => servicePort(dice, one)) } : {}),
    ...(dice.once(2) ? { selector: map(dice, ['a', 'b']) } : {}),
    ...(dice.once(5) ? { sessionAffinity: dice.one(['None', 'ClientIP']) } : {}),
    ...(dice.once(6) ? { externalIPs: dice.some(['1.1.1.1', '1.1.1.2']) } : {}),
    ...(dice.once(6) ? { publishNotReadyAddresses: dice.once(2) } : {}),
  }
}

/** Kinds that nobody in a cluster works on while they are patched: the Deployment is paused and has no replicas. */
export const kinds: readonly [FuzzKind, ...FuzzKind[]] = [
  {
    path: 'apis/apps/v1/namespaces/NS/deployments',
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    base: (dice) => ({ spec: { ...deploymentSpec(dice, true) } }),
    some: (dice) => ({ spec: deploymentSpec(dice, false) }),
  },
  {
    path: 'api/v1/namespaces/NS/podtemplates',
    apiVersion: 'v1',
    kind: 'PodTemplate',
    base: (dice) => ({ template: template(dice, true) }),
    some: (dice) => ({ template: template(dice, false) }),
  },
  {
    path: 'api/v1/namespaces/NS/services',
    apiVersion: 'v1',
    kind: 'Service',
    base: (dice) => ({ spec: serviceSpec(dice, true) }),
    some: (dice) => ({ spec: serviceSpec(dice, false) }),
  },
  {
    path: 'api/v1/namespaces/NS/configmaps',
    apiVersion: 'v1',
    kind: 'ConfigMap',
    base: (dice) => ({ data: map(dice, ['a', 'b', 'c', 'd']) }),
    some: (dice) => ({ data: map(dice, ['a', 'b', 'c', 'd']), ...(dice.once(4) ? { binaryData: { z: dice.one(['YQ==', 'Yg==']) } } : {}) }),
  },
]
