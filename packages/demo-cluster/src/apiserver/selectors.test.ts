import { describe, expect, it } from 'vitest'
import { loadResources } from '../schema/resourceTable.ts'
import { parseFieldSelector } from './fieldSelector.ts'
import { parseLabelSelector } from './labelSelector.ts'

const labels = (selector: string, of: Readonly<Record<string, string>>) => {
  const parsed = parseLabelSelector(selector)
  return parsed.ok ? parsed.matches(of) : parsed.message
}

describe('label selectors', () => {
  it.each([
    ['', true],
    ['app=web', true],
    ['app==web,tier', true],
    ['app!=web', false],
    ['absent!=x', true],
    ['!tier', false],
    ['!absent', true],
    ['app in (web,api), tier notin (back)', true],
    ['absent in (x)', false],
    ['absent notin (x)', true],
    ['in in (in)', false],
    ['size>3,size<5', true],
    ['tier=', false],
    ['empty in ()', true],
  ])('%s', (selector, matches) => {
    expect(labels(selector, { app: 'web', tier: 'front', size: '4', empty: '' })).toBe(matches)
  })

  // As apiserver 1.36 answered.
  it.each([
    ['a in', "unable to parse requirement: found '' expected: '('"],
    ['a=b=c', "found '=', expected: ',' or 'end of string'"],
    ['==', "found '==', expected: !, identifier, or 'end of string'"],
    ['a,', "found '', expected: identifier after ','"],
    ['a>=1', "unable to parse requirement: found '=', expected: identifier"],
    ['a>b', "unable to parse requirement: values[0]: Invalid value: \"b\": for 'Gt', 'Lt' operators, the value must be an integer"],
    ['a notin (b', "unable to parse requirement: found '', expected: ',' or ')'"],
    [
      'a=+',
      "unable to parse requirement: values[0][a]: Invalid value: \"+\": a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')",
    ],
    [
      '-a',
      "unable to parse requirement: <nil>: Invalid value: \"-a\": name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')",
    ],
  ])('%s is refused as by the apiserver', (selector, message) => {
    expect(labels(selector, {})).toBe(message)
  })
})

describe('field selectors', () => {
  const resources = loadResources()
  const fields = (name: string, selector: string, object: object = {}) => {
    const info = resources.byName(name)
    if (!info) throw new Error(name)
    const metadata = { name: 'a', namespace: 'n', uid: 'u', resourceVersion: '1', creationTimestamp: '' }
    const parsed = parseFieldSelector(selector, info)
    return parsed.ok ? parsed.matches({ apiVersion: 'v1', kind: info.kind, metadata, ...object }) : parsed.message
  }

  it('read what the kind allows', () => {
    expect(fields('pods', 'spec.nodeName=one,status.phase!=Failed', { spec: { nodeName: 'one' }, status: { phase: 'Running' } })).toBe(true)
    expect(fields('pods', 'spec.nodeName=', { spec: {} })).toBe(true)
    expect(fields('nodes', 'spec.unschedulable=false', { spec: {} })).toBe(true)
    expect(fields('jobs.batch', 'status.successful=1', { status: { succeeded: 1 } })).toBe(true)
    expect(fields('events', 'involvedObject.name=web,type!=Normal', { involvedObject: { name: 'web' }, type: 'Warning' })).toBe(true)
    expect(fields('deployments.apps', 'metadata.name=a,metadata.namespace=n')).toBe(true)
    expect(fields('secrets', 'type=a\\,b', { type: 'a,b' })).toBe(true)
  })

  it('refuse all others as the apiserver does', () => {
    expect(fields('pods', 'foo=bar')).toBe('field label not supported: foo')
    expect(fields('pods', 'foo')).toBe("invalid selector: 'foo'; can't understand 'foo'")
    expect(fields('deployments.apps', 'spec.x=1')).toBe('"spec.x" is not a known field selector: only "metadata.name", "metadata.namespace"')
    expect(fields('nodes', 'metadata.namespace=x')).toBe('field label not supported: metadata.namespace')
  })
})
