import { ConfigMapDetail, SecretDetail, SecretRow } from '@binnacle/shared'
import { describe, expect, it } from 'vitest'
import { jsonRowDecoder } from '../kube/RowDecoder.ts'
import { configMapDetail } from './configMapDetail.ts'
import { secretDetail } from './secretDetail.ts'
import { secretRow } from './secretRow.ts'

const CANARY = 'c4n4ry-value'
const base64 = (text: string): string => Buffer.from(text).toString('base64')

/** As `kubectl apply` of a manifest with `stringData` leaves it: the values stand once more, in plain text, in an annotation. */
const applied = (data: string) => `{
  "kind": "Secret", "apiVersion": "v1", "type": "Opaque", "immutable": true,
  "metadata": {
    "uid": "u-1", "namespace": "shop", "name": "db", "resourceVersion": "42", "creationTimestamp": "2026-01-01T00:00:00Z",
    "labels": { "app": "web" },
    "annotations": { "kubectl.kubernetes.io/last-applied-configuration": ${JSON.stringify(JSON.stringify({ stringData: { password: CANARY } }))} },
    "managedFields": [{ "manager": "${CANARY}", "fieldsV1": {} }]
  },
  "data": ${data}
}`
const hostile = `{ "__proto__": "${base64(CANARY)}", "constructor": "${base64(`${CANARY}${CANARY}`)}", "empty": "", "toString": "${base64('ü')}" }`

describe('a Secret becomes names and sizes', () => {
  it('lists every legal key, also those that JavaScript has of its own', () => {
    const row = secretRow(JSON.parse(applied(hostile)))
    expect(row.keys).toEqual([
      { name: '__proto__', bytes: 12 },
      { name: 'constructor', bytes: 24 },
      { name: 'empty', bytes: 0 },
      { name: 'toString', bytes: 2 },
    ])
    expect([row.type, row.data, row.bytes, row.immutable]).toEqual(['Opaque', 4, 38, true])
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
    expect(SecretRow.safeParse(row).error).toBeUndefined()
  })

  it('keeps no value, from data or from an annotation, whichever way its bytes come', () => {
    for (const project of [(object: unknown) => secretRow(object), secretDetail]) {
      const decoder = jsonRowDecoder({ id: 's', group: '', version: 'v1', resource: 'secrets', project })
      const bytes = Buffer.from(applied(hostile))
      const event = decoder.event(Buffer.from(`{"type":"MODIFIED","object":${applied(hostile)}}`))
      const text = JSON.stringify([decoder.item(bytes), event])
      expect(text).toContain('constructor')
      expect(text).not.toContain(CANARY)
      expect(text).not.toContain(base64(CANARY).slice(0, 12))
    }
  })

  it('says which version and labels it has', () => {
    const detail = secretDetail(JSON.parse(applied(hostile)))
    expect(SecretDetail.safeParse(detail).error).toBeUndefined()
    expect([detail.version, detail.labels]).toEqual(['42', [['app', 'web']]])
  })

  it('names the first keys of very many and counts all of them', () => {
    const data = Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`key-${String(index).padStart(4, '0')}`, 'YQ==']))
    const row = secretRow({ metadata: { uid: 'u' }, data })
    expect([row.data, row.keys.length, row.bytes, row.keys[49]?.name]).toEqual([5_000, 50, 5_000, 'key-0049'])
  })

  it('reads what is no Secret as one without keys', () => {
    for (const data of [null, 7, 'x', [], { a: 7, b: null }, { a: '!' }])
      expect(SecretRow.safeParse(secretRow({ metadata: { uid: 'u' }, data })).success).toBe(true)
  })
})

describe('a ConfigMap becomes names and sizes', () => {
  it('measures text in UTF-8 and binary data decoded, ordered together', () => {
    const detail = configMapDetail({ metadata: { uid: 'u', resourceVersion: '7' }, data: { 'b.txt': 'grün 🚢' }, binaryData: { 'a.bin': 'AP8=' } })
    expect(detail.keys).toEqual([
      { name: 'a.bin', bytes: 2 },
      { name: 'b.txt', bytes: 10 },
    ])
    expect(ConfigMapDetail.safeParse(detail).error).toBeUndefined()
  })
})
