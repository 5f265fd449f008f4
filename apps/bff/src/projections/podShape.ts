/*
 * The fields of a Pod that `podRow` reads: numbers of the protobuf of k8s.io/api core/v1 and meta/v1 (v0.36; numbers never change), names and kinds of the JSON.
 * Data only; what reads it is in kube. A field that a row begins to read belongs here too: the tests compare both ways of reading.
 */

const state = [
  'object',
  {
    1: ['waiting', 'object', { 1: ['reason', 'text'], 2: ['message', 'text'] }],
    2: ['running', 'object', {}],
    3: [
      'terminated',
      'object',
      { 1: ['exitCode', 'integer'], 2: ['signal', 'integer'], 3: ['reason', 'text'], 4: ['message', 'text'], 6: ['finishedAt', 'time'] },
    ],
  },
] as const

const containerStatus = {
  1: ['name', 'text'],
  2: ['state', ...state],
  3: ['lastState', ...state],
  4: ['ready', 'flag'],
  5: ['restartCount', 'integer'],
  9: ['started', 'flag'],
} as const

const condition = {
  1: ['type', 'text'],
  2: ['status', 'text'],
  4: ['lastTransitionTime', 'time'],
  5: ['reason', 'text'],
  6: ['message', 'text'],
} as const

const metadata = {
  1: ['name', 'text'],
  3: ['namespace', 'text'],
  5: ['uid', 'text'],
  6: ['resourceVersion', 'text'],
  8: ['creationTimestamp', 'time'],
  9: ['deletionTimestamp', 'time'],
  13: ['ownerReferences', 'list', { 1: ['kind', 'text'], 3: ['name', 'text'], 4: ['uid', 'text'], 6: ['controller', 'flag'] }],
} as const

const spec = {
  2: ['containers', 'list', {}],
  10: ['nodeName', 'text'],
  20: ['initContainers', 'list', { 1: ['name', 'text'], 24: ['restartPolicy', 'text'] }],
  28: ['readinessGates', 'list', { 1: ['conditionType', 'text'] }],
} as const

const status = {
  1: ['phase', 'text'],
  2: ['conditions', 'list', condition],
  3: ['message', 'text'],
  4: ['reason', 'text'],
  6: ['podIP', 'text'],
  8: ['containerStatuses', 'list', containerStatus],
  10: ['initContainerStatuses', 'list', containerStatus],
  11: ['nominatedNodeName', 'text'],
  12: ['podIPs', 'list', { 1: ['ip', 'text'] }],
} as const

export const podShape = { 1: ['metadata', 'object', metadata], 2: ['spec', 'object', spec], 3: ['status', 'object', status] } as const
