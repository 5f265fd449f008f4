import { describe, expect, it } from 'vitest'
import { loadSchema } from './loadSchema.ts'
import { type Expected, readBody } from './readBody.ts'

const schema = loadSchema()
const deployment = { apiVersion: 'apps/v1', kind: 'Deployment' }

function read(text: string, { format = 'json', ...expected }: Partial<Expected> & { format?: 'json' | 'yaml' } = {}) {
  return readBody(schema, { bytes: Buffer.from(text), format }, { ...deployment, fieldValidation: 'Warn', ...expected })
}

function messageOf(text: string, options: Parameters<typeof read>[1] = {}) {
  const answer = read(text, options)
  return answer.ok ? 'accepted' : answer.status.message
}

const CONTAINERS = '{"spec":{"template":{"spec":{"containers":'
const untaken = 'Deployment in version "v1" cannot be handled as a Deployment: '
const field = (what: string, where: string) => `${untaken}json: cannot unmarshal ${what} into Go struct field ${where}`

describe('values of wrong types, as the apiserver says it', () => {
  it.each([
    ['{"spec":{"replicas":"1"}}', field('string', 'DeploymentSpec.spec.replicas of type int32')],
    ['{"spec":{"replicas":1.5}}', field('number 1.5', 'DeploymentSpec.spec.replicas of type int32')],
    ['{"spec":{"replicas":99999999999}}', field('number 99999999999', 'DeploymentSpec.spec.replicas of type int32')],
    ['{"spec":{"paused":"x"}}', field('string', 'DeploymentSpec.spec.paused of type bool')],
    ['{"spec":{"selector":[]}}', field('array', 'DeploymentSpec.spec.selector of type v1.LabelSelector')],
    ['{"spec":{"strategy":{"rollingUpdate":{"maxSurge":true}}}}', field('bool', 'RollingUpdateDeployment.spec.strategy.rollingUpdate.maxSurge of type int32')],
    ['{"metadata":{"labels":{"a":1}}}', field('number', 'ObjectMeta.metadata.labels of type string')],
    ['{"metadata":{"labels":["a"]}}', field('array', 'ObjectMeta.metadata.labels of type map[string]string')],
    ['{"metadata":"x"}', field('string', 'Deployment.metadata of type v1.ObjectMeta')],
    [`${CONTAINERS}{}}}}}`, field('object', 'PodSpec.spec.template.spec.containers of type []v1.Container')],
    [`${CONTAINERS}["x"]}}}}`, field('string', 'PodSpec.spec.template.spec.containers of type v1.Container')],
    [`${CONTAINERS}[{"command":[1]}]}}}}`, field('number', 'Container.spec.template.spec.containers.command of type string')],
    [`${CONTAINERS}[{"imagePullPolicy":5}]}}}}`, field('number', 'Container.spec.template.spec.containers.imagePullPolicy of type v1.PullPolicy')],
    [
      `${CONTAINERS}[{"livenessProbe":{"httpGet":{"path":1}}}]}}}}`,
      field('number', 'HTTPGetAction.spec.template.spec.containers.livenessProbe.ProbeHandler.httpGet.path of type string'),
    ],
    [
      `${CONTAINERS}[{"resources":{"limits":5}}]}}}}`,
      field('number', 'ResourceRequirements.spec.template.spec.containers.resources.limits of type v1.ResourceList'),
    ],
    [
      `${CONTAINERS}[{"resources":{"limits":{"cpu":"abc"}}}]}}}}`,
      `${untaken}quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'`,
    ],
    ['{"metadata":{"creationTimestamp":5}}', field('number', 'ObjectMeta.metadata.creationTimestamp of type string')],
    ['{"metadata":{"creationTimestamp":"yesterday"}}', `${untaken}parsing time "yesterday" as "2006-01-02T15:04:05Z07:00": cannot parse "yesterday" as "2006"`],
  ])('%s', (text, message) => {
    expect(messageOf(text, { fieldValidation: 'Ignore' })).toBe(message)
  })

  it('are told from the first that Go stops at', () => {
    const message = messageOf('{"metadata":{"name":1,"creationTimestamp":5},"spec":{"replicas":"x"}}')
    expect(message).toBe(field('number', 'ObjectMeta.metadata.creationTimestamp of type string'))
  })

  it('are those of bytes too', () => {
    const secret = { apiVersion: 'v1', kind: 'Secret' }
    expect(messageOf('{"data":{"a":1}}', secret)).toMatch(/: json: cannot unmarshal number into Go struct field Secret.data of type \[\]uint8$/)
    expect(messageOf('{"data":{"a":[{}]}}', secret)).toMatch(/: json: cannot unmarshal object into Go struct field Secret.data of type uint8$/)
    expect(read('{"data":{"a":[104,105]}}', secret)).toMatchObject({ ok: true, value: { object: { data: { a: 'aGk=' } } } })
    expect(messageOf('{"data":{"a":"%%"}}', secret)).toMatch(/: illegal base64 data at input byte 0$/)
  })
})

describe('strict reading', () => {
  const text = `{"metadata":{"name":"a","foo":1},"spec":{"replicas":1,"foo":1,"replicas":2,"template":{"spec":{"containers":[
    {"name":"c","bar":{"a":1},"ports":[{"containerPort":1,"zz":1}]}]}}},"x":1}`
  const problems = [
    'unknown field "metadata.foo"',
    'unknown field "spec.foo"',
    'duplicate field "spec.replicas"',
    'unknown field "spec.template.spec.containers[0].bar"',
    'unknown field "spec.template.spec.containers[0].ports[0].zz"',
    'unknown field "x"',
  ]

  it('refuses unknown and duplicate fields in the order of the document', () => {
    expect(messageOf(text, { fieldValidation: 'Strict' })).toBe(`${untaken}strict decoding error: ${problems.join(', ')}`)
  })

  it('warns of them, or says nothing, and drops them', () => {
    expect(read(text)).toMatchObject({ ok: true, value: { warnings: problems, object: { metadata: { name: 'a' }, spec: { replicas: 2 } } } })
    const ignored = read(text, { fieldValidation: 'Ignore' })
    expect(ignored.ok && ignored.value.warnings).toEqual([])
    expect(JSON.stringify(ignored)).not.toMatch(/foo|bar|zz/)
  })

  it('tells lines of YAML', () => {
    const yaml = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: x\n  name: yy\n  foo: 1\n  bar: 2\ndata:\n  a: b\n  a: c\nzz: 1\n'
    const configMap = { apiVersion: 'v1', kind: 'ConfigMap', format: 'yaml' } as const
    expect(messageOf(yaml, { ...configMap, fieldValidation: 'Strict' })).toBe(
      'ConfigMap in version "v1" cannot be handled as a ConfigMap: strict decoding error: yaml: unmarshal errors:\n  line 5: key "name" already set in map\n' +
        '  line 10: key "a" already set in map, unknown field "metadata.bar", unknown field "metadata.foo", unknown field "zz"',
    )
    expect(read(yaml, configMap)).toMatchObject({ ok: true, value: { object: { metadata: { name: 'yy' }, data: { a: 'c' } } } })
  })
})

describe('YAML', () => {
  const configMap = { apiVersion: 'v1', kind: 'ConfigMap', format: 'yaml' } as const
  it('has the booleans and numbers of version 1.1', () => {
    expect(messageOf('metadata: {name: y}', configMap)).toMatch(/cannot unmarshal bool into Go struct field ObjectMeta.metadata.name of type string/)
    expect(messageOf('data: {on: 1.50}', configMap)).toMatch(/cannot unmarshal number into Go struct field ConfigMap.data of type string/)
    expect(messageOf('data: {N: 012}', configMap)).toMatch(/cannot unmarshal number/)
  })

  it('may be JSON', () => {
    expect(read('{"kind":"ConfigMap","data":{"b":"yes","a":"2"}}', configMap)).toMatchObject({ ok: true, value: { object: { data: { a: '2', b: 'yes' } } } })
    expect(read('{"metadata":{"name":"a","name":"b"}}', configMap)).toMatchObject({ ok: true, value: { warnings: ['line 1: key "name" already set in map'] } })
  })

  it('leaves dates and what looks like minutes as text', () => {
    expect(read('data: {a: 2001-01-01, b: 1:20, c: ~, no: "1"}', configMap)).toMatchObject({
      ok: true,
      value: { object: { data: { a: '2001-01-01', b: '1:20', c: '', false: '1' } } },
    })
  })
})

describe('what is no object', () => {
  const secret = { apiVersion: 'v1', kind: 'Secret' }
  const unrecognised = (why: string) => `the object provided is unrecognized (must be of type Secret): couldn't get version/kind; json parse error: ${why}`
  it.each([
    ['{"apiVersion":"v1","kind":"Secret",', unrecognised('unexpected end of JSON input ({"apiVersion":"v1","kind":"Sec ...)')],
    ['', unrecognised('unexpected end of JSON input (<empty>)')],
    ['x', unrecognised("invalid character 'x' looking for beginning of value (78)")],
    ['{"a":tru}', unrecognised(`invalid character '}' in literal true (expecting 'e') ({"a":tru})`)],
    ['{"a" 1}', unrecognised(`invalid character '1' after object key ({"a" 1})`)],
    ['{"a":1 "b":2}', unrecognised(`invalid character '"' after object key:value pair ({"a":1 "b":2})`)],
    ['{"a":[1 2]}', unrecognised(`invalid character '2' after array element ({"a":[1 2]})`)],
    ['{"a":1.}', unrecognised(`invalid character '}' after decimal point in numeric literal ({"a":1.})`)],
    ['{"a":"\\q"}', unrecognised(`invalid character 'q' in string escape code ({"a":"\\q"})`)],
    ['{"a":1,}', unrecognised(`invalid character '}' looking for beginning of object key string ({"a":1,})`)],
    ['{"a":01}', unrecognised(`invalid character '1' after object key:value pair ({"a":01})`)],
    ['{"a":"x\ny"}', unrecognised(`invalid character '\\n' in string literal ({"a":"x\ny"})`)],
    ['{"apiVersion":"v1","kind":5}', unrecognised('json: cannot unmarshal number into Go struct field .kind of type string ({"apiVersion":"v1","kind":5})')],
    ['{"a":1}}', unrecognised(`invalid character '}' after top-level value ({"a":1}})`)],
  ])('%s', (text, message) => {
    expect(messageOf(text, secret)).toBe(message)
  })

  it('is a kind that the path does not have', () => {
    expect(messageOf('{"apiVersion":"v1","kind":"ConfigMap"}', secret)).toBe(
      'ConfigMap in version "v1" cannot be handled as a Secret: converting (v1.ConfigMap) to (core.Secret): unknown conversion',
    )
    expect(messageOf('{"apiVersion":"v1","kind":"Foo"}', secret)).toBe(
      'Foo in version "v1" cannot be handled as a Secret: no kind "Foo" is registered for version "v1" in scheme "pkg/runtime/scheme.go:111"',
    )
  })

  it('takes the kind of the path where the body has none', () => {
    expect(read('null', secret)).toMatchObject({ ok: true, value: { object: { apiVersion: 'v1', kind: 'Secret' } } })
  })
})
