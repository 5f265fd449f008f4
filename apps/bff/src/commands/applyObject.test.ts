import { type CommandInput, type Failure, ManualClock, type Outcome } from '@binnacle/shared'
import { beforeEach, describe, expect, test } from 'vitest'
import { type AuditEntry, auditTo } from '../access/audit.ts'
import { type Client, Identity } from '../access/Identity.ts'
import { type CommandDeps, runCommand } from './runCommand.ts'

type Request = Parameters<Client['json']>[0]
type Asked = { readonly method: string; readonly path: string; readonly query: Record<string, unknown>; readonly text: string }

const clock = new ManualClock()
let asked: Asked[] = []
let lines: string[] = []
const ok = (output: unknown): Outcome<unknown> => ({ ok: true, output })
const fails = (reason: Failure['reason'], code: number, message: string, causes?: Failure['causes']): Outcome<never> => ({
  ok: false,
  failure: { reason, code, message, ...(causes ? { causes } : {}) },
})
const absent = fails('NotFound', 404, 'not found')

const resources = (...rows: [string, string, boolean][]) => ok({ resources: rows.map(([name, kind, namespaced]) => ({ name, kind, namespaced })) })
const discovery: Readonly<Record<string, Outcome<unknown>>> = {
  '/api/v1': resources(
    ['configmaps', 'ConfigMap', true],
    ['secrets', 'Secret', true],
    ['namespaces', 'Namespace', false],
    ['services', 'Service', true],
    ['services/status', 'Service', true],
  ),
  '/apis/apps/v1': resources(['deployments', 'Deployment', true], ['deployments/status', 'Deployment', true], ['deployments/scale', 'Scale', true]),
  '/apis/rbac.authorization.k8s.io/v1': resources(['clusterroles', 'ClusterRole', false]),
  '/api': ok({ items: [{ metadata: {}, versions: [{ version: 'v1', resources: [{ responseKind: { kind: 'ConfigMap' } }] }] }] }),
  '/apis': ok({ items: [{ metadata: { name: 'apps' }, versions: [{ version: 'v1', resources: [{ responseKind: { kind: 'Deployment' } }] }] }] }),
}

/** A cluster that serves these kinds; what is written and read of objects is the test's. */
function clusterThat(answer: (asked: Asked) => Outcome<unknown>): Client {
  return {
    async json(request: Request) {
      if (!request.path.ok) return request.path
      const path = request.path.output.text
      if (path.endsWith('/selfsubjectreviews')) return ok({ status: { userInfo: { username: 'ada' } } })
      const known = discovery[path]
      if (known) return known
      if (/^\/apis?\/[^/]+(\/v[^/]*)?$/.test(path)) return absent
      const seen = { method: request.method ?? 'GET', path, query: { ...request.query }, text: 'text' in request ? request.text : '' }
      asked.push(seen)
      return answer(seen)
    },
  }
}

/** Stores one object and takes any patch as the object it becomes. */
function storing(stored: object | null, becomes: object): Client {
  return clusterThat(({ method }) => (method === 'GET' ? (stored === null ? absent : ok(stored)) : ok(becomes)))
}

function apply(client: Client, document: string, more: Partial<CommandInput<'objects.apply'>> & { rails?: CommandDeps['rails'] } = {}) {
  const { rails, ...input } = more
  const deps: CommandDeps = {
    clock: { now: () => clock.now(), after: (_ms, then) => (queueMicrotask(then), () => undefined) },
    rails: rails ?? { allowSystem: false, readOnly: false },
    audit: auditTo((line) => void lines.push(line), clock),
    identity: new Identity(clock),
    open: () => ({ ok: true, output: { client } }),
  }
  const call = { context: 'kind', name: 'objects.apply', requestId: 'request-1', remoteAddress: '127.0.0.1' }
  return runCommand({ ...call, input: { document, namespace: 'shop', dryRun: false, force: false, ...input } }, deps)
}

const audited = () => lines.map((line) => JSON.parse(line) as AuditEntry)
const words = (outcome: Outcome<unknown>) => (outcome.ok ? 'accepted' : outcome.failure.message)

beforeEach(() => {
  asked = []
  lines = []
})

const configMap = (more = 'data: {a: b}') => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\n${more}\n`
const stored = (data: object, more: object = {}) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'c', namespace: 'shop', uid: 'uid-1', resourceVersion: '7', ...more },
  data,
})

describe('what is sent', () => {
  test('the text as it is, by server-side apply, strict, under our name', async () => {
    const text = `# ours\n${configMap('data:\n  a: "yes" # quoted\n  b: |\n    x\r\n')}`
    expect(await apply(storing(null, stored({ a: 'b' })), text)).toMatchObject({
      ok: true,
      output: { result: 'created', namespace: 'shop', name: 'c', uid: 'uid-1', changes: [], dropped: [] },
    })
    const [, patch] = asked
    expect(patch).toEqual({
      method: 'PATCH',
      path: '/api/v1/namespaces/shop/configmaps/c',
      query: { fieldManager: 'binnacle', fieldValidation: 'Strict' },
      text,
    })
  })

  test('a dry run says so, and force only goes along when it is asked for', async () => {
    const outcome = await apply(storing(null, stored({})), configMap(), { dryRun: true, force: true })
    expect(outcome).toMatchObject({ ok: true, output: { result: 'created', uid: null } })
    expect(asked[1]?.query).toEqual({ fieldManager: 'binnacle', fieldValidation: 'Strict', dryRun: 'All', force: true })
  })

  test('a document’s own namespace wins, and what belongs to none goes to none', async () => {
    await apply(storing(null, stored({})), configMap().replace('name: c', 'name: c, namespace: other'))
    await apply(storing(null, {}), 'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: {name: "team:reader"}\n')
    expect(asked.filter(({ method }) => method === 'PATCH').map(({ path }) => path)).toEqual([
      '/api/v1/namespaces/other/configmaps/c',
      '/apis/rbac.authorization.k8s.io/v1/clusterroles/team:reader',
    ])
  })

  test('fields that the apiserver writes are left out and named, an empty status and a null time are not', async () => {
    const deployment = (status: string) => `apiVersion: apps/v1
kind: Deployment
metadata: {name: web, uid: abc, resourceVersion: "5", generation: 3, creationTimestamp: "2020-01-01T00:00:00Z", managedFields: [{manager: x}], labels: {a: b}}
spec: {replicas: 1}
status: ${status}`
    expect(await apply(storing(null, {}), deployment('{replicas: 1}'))).toMatchObject({
      output: {
        dropped: ['metadata.managedFields', 'metadata.resourceVersion', 'metadata.uid', 'metadata.creationTimestamp', 'metadata.generation', 'status'],
      },
    })
    expect(JSON.parse(asked[1]?.text ?? '')).toEqual({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'web', labels: { a: 'b' } },
      spec: { replicas: 1 },
    })
    const asMade = 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web, creationTimestamp: null}\nspec: {}\nstatus: {}\n'
    expect(await apply(storing(null, {}), asMade)).toMatchObject({ output: { dropped: [] } })
    expect(asked[3]?.text).toBe(asMade)
  })

  test('what would change by being written anew is not written anew', async () => {
    const outcome = await apply(
      storing(null, {}),
      'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web, uid: abc}\nspec: {progressDeadlineSeconds: 9007199254740993}\n',
    )
    expect(words(outcome)).toMatch(/take out metadata.uid by hand/)
    expect(asked).toEqual([])
  })

  test('hidden line breaks are sent as characters: the apiserver would end lines at them', async () => {
    const outcome = await apply(storing(null, {}), configMap('data: {a: "x\u2028y", b: p\u0085q}'))
    expect(asked[1]?.text).toContain('{"a":"x\\u2028y","b":"p\\u0085q"}')
    expect(outcome).toMatchObject({ output: { warnings: [{ line: null, message: expect.stringContaining('U+2028') as string }] } })
  })
})

describe('what came of it', () => {
  test('created, configured with its fields, unchanged; the apiserver’s own writing is no change', async () => {
    const now = (data: object) => stored(data, { resourceVersion: '8', generation: 9, managedFields: [{}] })
    expect(await apply(storing(stored({ a: 'x' }), now({ a: 'b' })), configMap())).toMatchObject({
      output: { result: 'configured', changes: [{ path: 'data.a', before: 'x', after: 'b' }], moreChanges: 0 },
    })
    expect(await apply(storing(stored({ a: 'b' }), now({ a: 'b' })), configMap())).toMatchObject({ output: { result: 'unchanged', changes: [] } })
    const many = (value: string) => Object.fromEntries(Array.from({ length: 250 }, (_, index) => [`k${index}`, value]))
    const outcome = await apply(storing(stored(many('1')), now(many('2'))), configMap())
    expect(outcome).toMatchObject({ output: { moreChanges: 50 } })
  })

  test('what may not be read is applied all the same, and that is said', async () => {
    const client = clusterThat(({ method }) => (method === 'GET' ? fails('Forbidden', 403, 'no') : ok(stored({}))))
    expect(await apply(client, configMap())).toMatchObject({
      output: { result: 'configured', warnings: [{ message: expect.stringContaining('may not read') as string }] },
    })
  })

  test('values of a Secret are in no change', async () => {
    const secret = (value: string, label: string) => ({
      kind: 'Secret',
      metadata: { uid: 'uid-1', labels: { tier: label }, annotations: { 'kubectl.kubernetes.io/last-applied-configuration': value } },
      type: 'Opaque',
      data: { pw: value, ...(label === 'b' ? { extra: value } : {}) },
    })
    const text = 'apiVersion: v1\nkind: Secret\nmetadata: {name: s}\nstringData: {pw: C4N4RY-NEW}\n'
    const outcome = await apply(storing(secret('C4N4RY-OLD', 'a'), secret('C4N4RY-NEW', 'b')), text)
    expect(outcome).toMatchObject({ output: { result: 'configured' } })
    expect(outcome.ok && (outcome.output as { changes: unknown[] }).changes).toEqual([
      { path: 'metadata.labels.tier', before: 'a', after: 'b' },
      { path: 'metadata.annotations[kubectl.kubernetes.io/last-applied-configuration]', before: '•••', after: '•••' },
      { path: 'data.pw', before: '•••', after: '•••' },
      { path: 'data.extra', before: null, after: '•••' },
    ])
    expect(JSON.stringify(outcome) + lines.join('')).not.toContain('C4N4RY')
  })

  test('unquoted words are told with their lines', async () => {
    expect(await apply(storing(null, {}), configMap('data:\n  a: no'))).toMatchObject({
      output: { warnings: [{ line: 5, message: 'no without quotes is read as false' }] },
    })
  })
})

describe('what is refused before it reaches the cluster', () => {
  test.each([
    ['a tab', 'a:\n\tb: 1', /^line 2, column 1: .*tab/],
    ['comments', '# nothing\n', /^nothing to apply/],
    ['two documents', `${configMap()}---\n${configMap()}`, /more than one document/],
    ['a text', 'hello', /no object/],
    ['a list', '- a', /no object/],
    ['no apiVersion', 'kind: Pod\nmetadata: {name: x}', /apiVersion is missing/],
    ['no kind', 'apiVersion: v1\nmetadata: {name: x}', /kind is missing/],
    ['no name', 'apiVersion: v1\nkind: Pod\nmetadata: {}', /metadata.name is missing/],
    ['a number as name', 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: 5\n', /^line 4: .*must be text/],
    ['generateName', 'apiVersion: v1\nkind: Pod\nmetadata:\n  generateName: x-\n', /^line 4: generateName asks for a new name/],
    ['a List', 'apiVersion: v1\nkind: List\nitems: [{}, {}]', /List of 2 objects/],
    ['a typed list', 'apiVersion: v1\nkind: PodList\nitems: []', /List of 0 objects/],
    ['a strange apiVersion', 'apiVersion: a/b/c\nkind: Pod\nmetadata: {name: x}', /not group\/version/],
    ['a hostile name', 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ../../secrets/x}', /metadata.name/],
    ['a hostile namespace', 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x, namespace: "a/b"}', /metadata.namespace/],
    ['a hostile group', 'apiVersion: "../v1"\nkind: ConfigMap\nmetadata: {name: x}', /API group/],
  ])('%s', async (_what, document, expected) => {
    const outcome = await apply(storing(null, {}), document)
    expect(words(outcome)).toMatch(expected)
    expect(asked).toEqual([])
    expect(audited()).toMatchObject([{ verb: 'patch', code: 400 }])
  })

  test('more than a mebibyte', async () => {
    const text = configMap(`data: {a: "${'ü'.repeat(600_000)}"}`)
    expect(words(await apply(storing(null, {}), text))).toMatch(/at most 1048576/)
    expect(asked).toEqual([])
  })

  test('what this cluster does not serve, and what it serves instead', async () => {
    const outcome = await apply(storing(null, {}), 'apiVersion: extensions/v1beta1\nkind: Deployment\nmetadata: {name: web}\n')
    expect(outcome).toMatchObject({ ok: false, failure: { reason: 'NotFound', causes: [{ reason: 'NotServed', line: 1 }] } })
    expect(words(outcome)).toBe('This cluster does not serve Deployment in extensions/v1beta1; it serves Deployment in apps/v1.')
    expect(words(await apply(storing(null, {}), 'apiVersion: apps/v1\nkind: deployment\nmetadata: {name: web}\n'))).toMatch(/it serves Deployment in apps\/v1/)
    expect(words(await apply(storing(null, {}), 'apiVersion: apps/v1\nkind: Nothing\nmetadata: {name: web}\n'))).toMatch(
      /nor anywhere else; of this group it serves apps\/v1/,
    )
    expect(asked).toEqual([])
  })

  test('guard rails: the namespace it goes to, a protected Namespace itself, the cluster’s own roles, and everything when read-only', async () => {
    const client = storing(null, {})
    const role = 'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: {name: "system:node"}\n'
    for (const dryRun of [true, false]) {
      for (const outcome of [
        await apply(client, configMap(), { namespace: 'kube-system', dryRun }),
        await apply(client, configMap().replace('name: c', 'name: c, namespace: kube-public'), { dryRun }),
        await apply(client, 'apiVersion: v1\nkind: Namespace\nmetadata: {name: kube-system}\n', { dryRun }),
        await apply(client, role, { dryRun }),
        await apply(client, configMap(), { rails: { allowSystem: true, readOnly: true }, dryRun }),
      ]) {
        expect(outcome).toMatchObject({ ok: false, failure: { reason: 'Forbidden', code: 403 } })
      }
    }
    expect(asked).toEqual([])
    // What belongs to no namespace is not refused for the one that happens to be chosen.
    expect(await apply(client, role.replace('system:node', 'reader'), { namespace: 'kube-system' })).toMatchObject({ ok: true })
    expect(await apply(client, role, { rails: { allowSystem: true, readOnly: false } })).toMatchObject({ ok: true })
  })
})

describe('what the cluster refuses', () => {
  const refusing = (failure: Outcome<never>) => clusterThat(({ method }) => (method === 'GET' ? absent : failure))
  const deployment = 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec:\n  replicass: 2\n  replicas: no\n  selector: {matchLabels: {a: b}}\n'
  const typed = 'failed to create typed patch object (shop/web; apps/v1, Kind=Deployment): '

  test('an unknown field and a wrong type are faults of the text, with their lines, not of the server', async () => {
    const both = `${typed}errors:\n  .spec.replicass: field not declared in schema\n  .spec.replicas: expected numeric (int or float), got bool`
    expect(await apply(refusing(fails('InternalError', 500, both)), deployment)).toMatchObject({
      failure: {
        reason: 'BadRequest',
        code: 400,
        message: both,
        causes: [
          { reason: 'FieldUnknown', field: 'spec.replicass', message: 'unknown field spec.replicass', line: 5 },
          { reason: 'FieldTypeInvalid', field: 'spec.replicas', message: 'expected a number, got bool: no without quotes is read as false', line: 6 },
        ],
      },
    })
    const one = `${typed}.spec.replicass: field not declared in schema`
    expect(await apply(refusing(fails('InternalError', 500, one)), deployment)).toMatchObject({ failure: { causes: [{ line: 5 }] } })
    expect(await apply(refusing(fails('InternalError', 500, 'etcd said no')), deployment)).toMatchObject({
      failure: { reason: 'InternalError', code: 500, message: 'etcd said no' },
    })
  })

  test('an unknown field comes with the name that was meant, where the cluster describes the kind', async () => {
    const property = (name: string) => ({ allOf: [{ $ref: `#/components/schemas/${name}` }] })
    const schemas = {
      Deployment: { 'x-kubernetes-group-version-kind': [{ group: 'apps', version: 'v1', kind: 'Deployment' }], properties: { spec: property('Spec') } },
      Spec: { properties: { replicas: {}, selector: {}, template: property('Template') } },
      Template: { properties: { containers: { type: 'array', items: property('Container') } } },
      Container: { properties: { image: {}, imagePullPolicy: {}, name: {} } },
      Loop: { $ref: '#/components/schemas/Loop' },
    }
    const message = `${typed}errors:\n  .spec.replicass: field not declared in schema\n  .spec.template.containers[name="a.b"].iamge: field not declared in schema\n  .spec.zzzzzz: field not declared in schema`
    const described = clusterThat(({ method, path }) => {
      if (path === '/openapi/v3/apis/apps/v1') return ok({ components: { schemas } })
      return method === 'GET' ? absent : fails('InternalError', 500, message)
    })
    const outcome = await apply(described, deployment)
    expect(!outcome.ok && outcome.failure.causes?.map((cause) => cause.message)).toEqual([
      'unknown field spec.replicass; did you mean replicas?',
      'unknown field spec.template.containers[name="a.b"].iamge; did you mean image?',
      'unknown field spec.zzzzzz',
    ])
  })

  test('an immutable field and a conflict keep the server’s words and get their lines', async () => {
    const immutable = fails('Invalid', 422, 'Deployment.apps "web" is invalid: spec.selector: field is immutable', [
      { reason: 'FieldValueInvalid', field: 'spec.selector', message: 'field is immutable' },
    ])
    expect(await apply(refusing(immutable), deployment)).toMatchObject({ failure: { code: 422, causes: [{ field: 'spec.selector', line: 7 }] } })
    const conflict = fails('Conflict', 409, 'Apply failed with 1 conflict: conflict with "kubectl" using apps/v1: .spec.replicas', [
      { reason: 'FieldManagerConflict', field: '.spec.replicas', message: 'conflict with "kubectl" using apps/v1' },
    ])
    expect(await apply(refusing(conflict), deployment)).toMatchObject({
      failure: { code: 409, message: expect.stringContaining('conflict with "kubectl"') as string, causes: [{ field: '.spec.replicas', line: 6 }] },
    })
    expect(asked.filter(({ method }) => method === 'PATCH')).toHaveLength(2)
  })

  test('of a Secret nothing is quoted', async () => {
    const secret = 'apiVersion: v1\nkind: Secret\nmetadata: {name: s}\nstringData:\n  pw: 5\n'
    const refusals = [
      fails(
        'InternalError',
        500,
        'failed to create typed patch object (shop/s; /v1, Kind=Secret): .stringData.pw: expected string, got &value.valueUnstructured{Value:C4N4RY}',
      ),
      fails('InternalError', 500, 'failed to create typed patch object (shop/s; /v1, Kind=Secret): .stringData: expected map, got &{C4N4RY}'),
      fails('Invalid', 422, 'Secret "s" is invalid: data[x]: Invalid value: "C4N4RY"', [
        { reason: 'FieldValueInvalid', field: 'data[x]', message: 'Invalid value: "C4N4RY"' },
      ]),
      fails('Forbidden', 403, 'admission webhook "x" denied the request: C4N4RY is weak'),
      fails('BadRequest', 400, 'error decoding YAML: C4N4RY'),
    ]
    const said: string[] = []
    for (const failure of refusals) said.push(JSON.stringify(await apply(refusing(failure), secret)))
    expect(said.join('') + lines.join('')).not.toContain('C4N4RY')
    expect(said[0]).toContain('stringData.pw: invalid type')
    expect(said[0]).toContain('"line":5')
    expect(said[2]).toContain('data[x]: invalid value')
    expect(words(await apply(refusing(fails('NotFound', 404, 'namespaces "shop" not found')), secret))).toBe('namespaces "shop" not found')
  })

  test('of a Secret nothing is quoted by what answers in the cluster’s place, nor by us', async () => {
    const secret = 'apiVersion: v1\nkind: Secret\nmetadata: {name: s}\nstringData:\n  pin: 12:34\n'
    const proxy = await apply(refusing(fails('NotKubernetes', 502, 'the answer (502) is not from a Kubernetes apiserver: pin: 12:34')), secret)
    expect(words(proxy)).toMatch(/^what answered is not the cluster; .* \(no answer; Secret s is not as this document says\)$/)
    const applied = await apply(storing(null, stored({})), secret)
    expect(applied).toMatchObject({ ok: true, output: { warnings: [{ line: 5 }] } })
    expect(JSON.stringify([proxy, applied])).not.toContain('12:34')
  })
})

describe('audit', () => {
  test('one line per document, with what it turned out to be', async () => {
    await apply(storing(stored({}), stored({})), configMap())
    await apply(storing(null, stored({})), configMap(), { dryRun: true })
    await apply(
      clusterThat(({ method }) => (method === 'GET' ? absent : fails('Forbidden', 403, 'no'))),
      configMap(),
    )
    const one = { actor: 'user', user: 'ada', verb: 'patch', resource: 'configmaps', namespace: 'shop', name: 'c' }
    expect(audited()).toMatchObject([
      { ...one, uid: 'uid-1', code: 200 },
      { ...one, uid: null, code: 200, dryRun: true },
      { ...one, uid: null, code: 403, reason: 'Forbidden' },
    ])
    expect(audited()[0]).not.toHaveProperty('dryRun')
  })
})

describe('a lost reply', () => {
  const lost = fails('Disconnected', 0, 'cut')
  /** The first real patch is lost; `arrived` says whether it was stored. */
  const losing = (arrived: boolean) => {
    let now: object | null = null
    return clusterThat(({ method, query }) => {
      if (method === 'GET') return now === null ? absent : ok(now)
      if (query['dryRun'] === 'All') return ok(stored({ a: 'b' }))
      if (arrived) now = stored({ a: 'b' })
      return lost
    })
  }

  test('is settled by looking: stored, then it was created, and nothing was sent twice', async () => {
    expect(await apply(losing(true), configMap())).toMatchObject({ ok: true, output: { result: 'created', uid: 'uid-1' } })
    expect(asked.filter(({ method, query }) => method === 'PATCH' && query['dryRun'] === undefined)).toHaveLength(1)
    expect(audited()).toMatchObject([{ code: 200, uid: 'uid-1' }])
  })

  test('not stored, then it says so', async () => {
    expect(words(await apply(losing(false), configMap()))).toBe('cut (no answer; ConfigMap c is not as this document says)')
    expect(asked.filter(({ method, query }) => method === 'PATCH' && query['dryRun'] === undefined)).toHaveLength(1)
    expect(audited()).toMatchObject([{ code: 0, reason: 'Disconnected' }])
  })
})
